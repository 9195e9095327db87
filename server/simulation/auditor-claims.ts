import type pg from 'pg';

/** What the server says, read from its tables by their owner. */
export interface Claims {
  readonly members: readonly MemberClaim[];
  readonly orders: readonly OrderClaim[];
  readonly redemptions: readonly RedemptionClaim[];
  readonly promises: readonly Promised[];
  /** Webhooks and jobs that were never worked off. */
  readonly unfinished: readonly string[];
  /** Points that should have come free or expired by a day. */
  staleLots(today: string): string[];
}
export interface MemberClaim {
  readonly id: string;
  readonly customerId: string;
  readonly tierId: string;
  readonly pending: number;
  readonly available: number;
  readonly held: number;
  readonly debt: number;
  /** From the journal: issued less reversed, used less given back, expired. */
  readonly earned: number;
  readonly redeemed: number;
  readonly expired: number;
}
export interface OrderClaim {
  readonly orderId: string;
  readonly memberId: string | null;
  readonly pin: { readonly version: number; readonly tierId: string; readonly rate: number } | undefined;
  readonly inLedger: number;
  readonly lotsExpireOn: readonly (string | null)[];
}
export interface RedemptionClaim {
  readonly memberId: string;
  readonly rewardId: string;
  readonly version: number;
  readonly points: number;
  readonly state: string;
  readonly code: string;
  readonly orderId: string | null;
  readonly shortfall: number;
}
/** A version of the programme, as far as members can count on it. */
export interface Promised {
  readonly version: number;
  readonly startsAt: string;
  readonly tiers: readonly { readonly id: string; readonly thresholdCents: number; readonly rate: number }[];
  /** What counts towards a tier: so many months, or the calendar year and perhaps what was reached in the year before. */
  readonly counts: { readonly months: number } | { readonly year: 'this-year' | 'next-year' };
  readonly graceDays: number;
  readonly rounding: 'down' | 'half-up' | 'up';
  /** undefined: points never expire. */
  readonly expiryMonths: number | undefined;
  readonly prices: ReadonlyMap<string, number>;
}

export async function readClaims(owner: pg.Pool): Promise<Claims> {
  const ask = async <T>(sql: string): Promise<T[]> => (await owner.query(sql)).rows as T[];
  const lots = await ask<Lot>('select member_id, origin, pending, available, vests_on, expires_on from lot');
  const byOrigin = Map.groupBy(lots, ({ origin }) => origin);
  const orders = await ask<OrderRow>(orderSql);
  return {
    members: await ask<MemberClaim>(memberSql),
    orders: orders.map(({ orderId, memberId, version, tierId, rate, inLedger }) => ({
      orderId,
      memberId,
      pin: version === null || tierId === null || rate === null ? undefined : { version, tierId, rate },
      inLedger,
      lotsExpireOn: (byOrigin.get(`order/${orderId}`) ?? []).map((lot) => lot.expires_on),
    })),
    redemptions: await ask<RedemptionClaim>(
      `select member_id as "memberId", reward_id as "rewardId", program_version as version, points, state, code, order_id as "orderId",
         shortfall_points as shortfall from redemption`,
    ),
    promises: (await ask<VersionRow>('select version, starts_at, definition from program_version order by starts_at, version')).map(
      toPromised,
    ),
    unfinished: (await ask<{ text: string }>(unfinishedSql)).map(({ text }) => text),
    staleLots: (today) =>
      lots.flatMap((lot) => {
        const dead = lot.available > 0 && lot.expires_on !== null && lot.expires_on <= today;
        const ripe = lot.pending > 0 && lot.vests_on !== null && lot.vests_on <= today;
        return dead || ripe ? [`a lot of ${lot.origin} is ${dead ? 'past its date' : 'still pending'} on ${today}`] : [];
      }),
  };
}

interface Lot {
  readonly member_id: string;
  readonly origin: string;
  readonly pending: number;
  readonly available: number;
  readonly vests_on: string | null;
  readonly expires_on: string | null;
}
interface OrderRow {
  readonly orderId: string;
  readonly memberId: string | null;
  readonly version: number | null;
  readonly tierId: string | null;
  readonly rate: number | null;
  readonly inLedger: number;
}
interface VersionRow {
  readonly version: number;
  readonly starts_at: Date;
  readonly definition: {
    readonly tiers: readonly { id: string; thresholdMinor: number; pointsPerMajorUnit: number }[];
    readonly qualification: {
      readonly period: { readonly months?: number; readonly lasts?: 'this-year' | 'next-year' };
      readonly graceDays: number;
    };
    readonly earning: { readonly rounding: Promised['rounding']; readonly expiry: { readonly months?: number } };
    readonly rewards: readonly { id: string; points: number }[];
  };
}

function toPromised({ version, starts_at, definition }: VersionRow): Promised {
  return {
    version,
    startsAt: starts_at.toISOString(),
    tiers: definition.tiers.map(({ id, thresholdMinor, pointsPerMajorUnit }) => ({
      id,
      thresholdCents: thresholdMinor,
      rate: pointsPerMajorUnit,
    })),
    counts: countsOf(definition.qualification.period),
    graceDays: definition.qualification.graceDays,
    rounding: definition.earning.rounding,
    expiryMonths: definition.earning.expiry.months,
    prices: new Map(definition.rewards.map(({ id, points }) => [id, points])),
  };
}

function countsOf({ months, lasts }: VersionRow['definition']['qualification']['period']): Promised['counts'] {
  return months === undefined ? { year: lasts ?? 'this-year' } : { months };
}

const net = (account: string) =>
  `coalesce(sum(points * ((to_account = '${account}')::int - (from_account = '${account}')::int)), 0)::bigint`;

const memberSql = `
  select m.id, m.customer_id as "customerId", m.tier_id as "tierId",
    coalesce(b.pending, 0) as pending, coalesce(b.available, 0) as available, coalesce(b.held, 0) as held, coalesce(b.debt, 0) as debt,
    coalesce(-j.issued - j.reversed, 0) as earned, coalesce(j.redeemed, 0) as redeemed, coalesce(j.expired, 0) as expired
  from member m left join balance b on b.member_id = m.id
  left join (select member_id, ${net('issued')} as issued, ${net('reversed')} as reversed, ${net('redeemed')} as redeemed, ${net('expired')} as expired
    from entry group by member_id) j on j.member_id = m.id
  order by m.customer_id`;

const orderSql = `
  select o.order_id as "orderId", o.member_id as "memberId", o.program_version as version, o.tier_id as "tierId", o.points_per_major_unit as rate,
    coalesce(p.points, 0)::bigint as "inLedger"
  from shop_order o left join (
    select cause ->> 'ref' as order_id, sum(case kind when 'issue' then points else -points end) as points
    from posting where kind in ('issue', 'claw-back') and cause ->> 'kind' in ('order', 'import') group by 1) p using (order_id)`;

const unfinishedSql = `
  select format('webhook %s is %s: %s', topic, state, problem) as text from webhook where state <> 'done'
  union all
  select format('job %s was never done: %s', t.identifier, j.payload) from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id`;
