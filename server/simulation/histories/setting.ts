import { dayOf } from '../auditor-days.ts';
import { dayMs, hourMs, minuteMs } from '../clock.ts';
import { seeded, type Random } from '../random.ts';

/** Ledger: acts are posted one by one. Orders: a shop sells, changes and cancels, and what it says is settled. */
export type Kind = 'ledger' | 'orders';
export type Policy = 'never' | 'pending-only' | 'within-balance' | 'unlimited';
export type Rounding = 'down' | 'half-up' | 'up';

/** What the merchant promises, in plain numbers: the second calculation reads these and nothing else. */
export interface Promised {
  readonly rates: readonly [number, number, number];
  readonly thresholds: readonly [number, number, number];
  readonly windowMonths: number;
  readonly rounding: Rounding;
  readonly policy: Policy;
  readonly vestingDays: number | undefined;
  readonly lasting: Lasting | undefined;
}

/** When points go: so long after they were earned, on a day of the year, or when their owner has done nothing for so long. */
export type Lasting =
  | { readonly kind: 'months' | 'idle'; readonly months: number }
  | { readonly kind: 'date'; readonly month: number; readonly day: number; readonly atLeastMonths: number };

/** One moment at which the lives of a setting do something, side by side. */
export interface Round {
  /** Shopify's clock, which always goes forward. */
  readonly at: Date;
  /** The server's clock, which may be wrong by hours or days. */
  readonly serverAt: Date;
  readonly nightly: boolean;
  /** The second promise comes into force here. */
  readonly publishes: boolean;
}

/** The shop and the calendar that neighbouring lives share: all of it follows from the setting's number. */
export interface Setting {
  readonly no: number;
  readonly kind: Kind;
  readonly zone: string;
  readonly currency: string;
  readonly minorPerMajor: number;
  /** The first from the beginning, the second from the round that publishes it. */
  readonly promises: readonly [Promised, Promised];
  readonly opensAt: Date;
  /** The last one is the healing: everything is told, every clock is right. */
  readonly rounds: readonly Round[];
}

/** So many lives with consecutive seeds share a setting. */
export const livesPerSetting = 500;
const roundCount = 8;

const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo', 'Asia/Kathmandu', 'Pacific/Auckland', 'America/St_Johns'];
const currencies = [
  ['USD', 100],
  ['JPY', 1],
  ['KWD', 1000],
] as const;
const roundings = ['down', 'half-up', 'up'] as const;
const policies = ['unlimited', 'never', 'pending-only', 'within-balance'] as const;

/** The setting in which the life of a seed is played. Settings take turns, so that every combination of rules has its lives. */
export function settingOf(seed: number): Setting {
  const no = Math.floor(seed / livesPerSetting);
  if (latest?.no !== no) latest = settingNo(no);
  return latest;
}

/** Neighbours ask for the same one. */
let latest: Setting | undefined;

function settingNo(no: number): Setting {
  const random = seeded(no * 7_919 + 1);
  const turn = Math.floor(no / 2);
  const [currency, minorPerMajor] = nth(currencies, turn);
  const zone = random.pick(zones) ?? 'UTC';
  const policy = nth(policies, Math.floor(turn / 9));
  const promised = (step: number): Promised => {
    const rate = random.int(1, 9);
    return {
      rates: [rate, rate + random.int(0, 3), rate + random.int(3, 9)],
      thresholds: [0, random.int(20, 150) * minorPerMajor, random.int(160, 400) * minorPerMajor],
      windowMonths: random.int(1, 14),
      rounding: nth(roundings, Math.floor(turn / 3) + step),
      policy,
      vestingDays: Math.floor(turn / 36) % 2 === 0 ? undefined : random.int(1, 28),
      lasting: random.chance(0.7) ? lasting(Math.floor(turn / 72), random.int(1, 12)) : undefined,
    };
  };
  const opensAt = new Date(Date.UTC(2024, 0, 1) + random.int(0, 730) * dayMs + random.int(0, 23) * hourMs);
  return {
    no,
    kind: no % 2 === 0 ? 'ledger' : 'orders',
    zone,
    currency,
    minorPerMajor,
    promises: [promised(0), promised(1)],
    opensAt,
    rounds: roundsFrom(opensAt, zone, random),
  };
}

function lasting(turn: number, months: number): Lasting {
  if (turn % 3 === 0) return { kind: 'months', months };
  if (turn % 3 === 1) return { kind: 'idle', months };
  return { kind: 'date', month: months, day: [1, 15, 29, 31][months % 4] as number, atLeastMonths: months % 3 };
}

function roundsFrom(opensAt: Date, zone: string, random: Random): Round[] {
  const rounds: Round[] = [];
  const publishing = random.int(2, roundCount * 2);
  let at = opensAt.getTime();
  for (let i = 0; i < roundCount; i++) {
    at += pause(at, zone, random);
    const wrong = i !== publishing && random.chance(0.2);
    const serverAt = wrong ? at + (random.chance(0.6) ? -random.int(5, 300) * minuteMs : random.int(1, 72) * hourMs) : at;
    rounds.push({ at: new Date(at), serverAt: new Date(serverAt), nightly: random.chance(0.5), publishes: i === publishing });
  }
  const last = new Date(Math.max(...rounds.map(({ serverAt }) => serverAt.getTime()), at) + hourMs);
  return [...rounds, { at: last, serverAt: last, nightly: true, publishes: false }];
}

function pause(at: number, zone: string, random: Random): number {
  switch (random.weighted({ minutes: 3, hours: 3, midnight: 2, days: 4, months: 3 })) {
    case 'minutes':
      return random.int(3, 59) * minuteMs;
    case 'hours':
      return random.int(1, 23) * hourMs;
    case 'midnight':
      return untilMidnight(at, zone) + random.int(-2, 2) * minuteMs;
    case 'days':
      return random.int(1, 20) * dayMs + random.int(0, 59) * minuteMs;
    case 'months':
      return random.int(20, 150) * dayMs;
  }
}

/** Local days begin on a quarter of an hour. */
function untilMidnight(at: number, zone: string): number {
  const today = dayOf(zone, new Date(at).toISOString());
  const quarter = 15 * minuteMs;
  let next = (Math.floor(at / quarter) + 1) * quarter;
  while (next - at < 5 * minuteMs || dayOf(zone, new Date(next).toISOString()) === today) next += quarter;
  return next - at;
}

function nth<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T;
}
