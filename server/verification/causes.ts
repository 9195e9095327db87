import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import { journals, type Journal, type JournalPosting } from '../ledger/index.ts';
import { programVersions, type Definition } from '../program/index.ts';
import { wrongAction } from './recompute-action.ts';
import { recomputeOrder, type Discrepancy } from './recompute.ts';
import { SecondJournal } from './second-journal.ts';

/** A posting whose number does not follow from its cause. */
export interface CauseDifference {
  readonly memberId: MemberId;
  /** In plain words, e.g. "posting 3, points by its cause". */
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
  readonly postingNo: number;
  /** Its first entry; undefined when it moved nothing. */
  readonly firstWrongSeq: number | undefined;
}

export interface CauseCheck {
  readonly postings: number;
  /** At most as many as were asked for. */
  readonly differences: readonly CauseDifference[];
}

/**
 * Computes the number of every posting again from its cause: orders from lines, rate and rounding of the version they name; what
 * vests and expires from the lots and the day; holds from the price of the reward. Reads member by member; changes nothing.
 */
export async function checkCauses(ctx: Context, limit: number, only?: MemberId): Promise<CauseCheck> {
  const versions = await ctx.db.read(ctx.shop.id, (tx) => programVersions(tx, ctx.shop.id));
  const definitions = new Map(versions.map(({ version, definition }) => [version, definition]));
  const differences: CauseDifference[] = [];
  let postings = 0;
  for await (const journal of journals(ctx.db, ctx.shop, only)) {
    postings += journal.postings.length;
    for (const difference of wrongPostings(journal, definitions)) if (differences.length < limit) differences.push(difference);
  }
  return { postings, differences };
}

/** The postings of one member whose numbers do not follow from their causes. */
export function* wrongPostings(journal: Journal, definitions: ReadonlyMap<number, Definition>): Generator<CauseDifference> {
  const book = new SecondJournal(journal);
  for (const posting of journal.postings) {
    const wrong = check(posting, book, definitions);
    if (wrong) {
      const { why, stated, derived } = wrong;
      const about = { memberId: journal.memberId, what: `posting ${posting.no}: ${why}`, stored: stated, derived };
      yield { ...about, postingNo: posting.no, firstWrongSeq: posting.entries.at(0)?.seq };
    }
    book.post(posting);
  }
}

function check(posting: JournalPosting, book: SecondJournal, definitions: ReadonlyMap<number, Definition>): Discrepancy | undefined {
  const { kind, cause, points } = posting;
  const definition = cause.programVersion === undefined ? undefined : definitions.get(cause.programVersion);
  if (kind === 'vest' || kind === 'expire')
    return unlike(points, book.due(kind, cause.ref), `what ${kind === 'vest' ? 'vests' : 'expires'} on ${cause.ref}`);
  if (kind === 'schedule') return unlike(points, book.vestingBy(posting), 'what vests at once by the day it sets');
  if (cause.kind === 'action') return wrongAction(posting, definition);
  if (cause.kind === 'order' || (cause.kind === 'import' && posting.key.startsWith('order/'))) return wrongOrder(posting, book, definition);
  if (cause.kind === 'staff' && !cause.note?.trim()) return { why: 'staff gave no reason', stated: points, derived: 0 };
  if (kind === 'hold') return wrongHold(posting, definition);
  if (kind === 'issue' || kind === 'adjust-down' || kind === 'claw-back') return wrongSum(posting, book, definition);
  return undefined;
}

/** An order's posting: what it should have, less what it had with this member. */
function wrongOrder(posting: JournalPosting, book: SecondJournal, definition: Definition | undefined): Discrepancy | undefined {
  const { kind, cause, points } = posting;
  const result = recomputeOrder(cause, definition);
  if ('why' in result) return result;
  const origin = originOf(posting);
  const had = book.of(origin);
  if (kind === 'issue')
    return unlike(result.before, had, 'what the order had before, by its cause') ?? unlike(points, result.about, 'points by its cause');
  const policy = definition?.earning.clawback ?? 'unlimited';
  if (policy !== 'unlimited') book.limited.add(origin);
  // What a policy left is not asked for again, and so is not in the cause.
  if (book.limited.has(origin) ? result.before > had : result.before !== had)
    return { why: 'what the order had before, by its cause', stated: result.before, derived: had };
  return unlike(points, book.takeable(origin, Math.max(0, -result.about), policy), 'points by its cause and the policy');
}

/** The price of the reward; less only if no more was there. */
function wrongHold({ cause, points }: JournalPosting, definition: Definition | undefined): Discrepancy | undefined {
  const price = cause.reasons?.find(({ rule }) => rule === 'price');
  if (price) {
    const steps = Number.isSafeInteger(price['steps']) ? Number(price['steps']) : 1;
    const promised = (definition?.rewards.find(({ id }) => id === price['rewardId'])?.points ?? 0) * steps;
    const stated = Number.isSafeInteger(price['points']) ? Number(price['points']) : 0;
    return (
      unlike(stated, promised, 'the price of the reward by its cause') ?? unlike(points, promised, 'points by the price of the reward')
    );
  }
  const used = cause.reasons?.find(({ rule }) => rule === 'used-on-order');
  const most = Number.isSafeInteger(used?.['points']) ? Number(used?.['points']) : points;
  return points > most ? { why: 'more points than the reward costs', stated: points, derived: most } : undefined;
}

/** Where reasons say points, they sum to the posting; of a clawback the policy may have left some. */
function wrongSum(posting: JournalPosting, book: SecondJournal, definition: Definition | undefined): Discrepancy | undefined {
  const { kind, cause, points } = posting;
  const gift = cause.reasons?.find(({ rule }) => rule === 'entry-gift');
  if (gift) return unlike(points, promisedGift(definition, gift['tierId']), 'what the tier gives to who enters it');
  const thanks = cause.reasons?.find(({ rule }) => rule === 'referral');
  if (thanks) return unlike(points, promisedThanks(definition, thanks), 'what the programme thanks for a friend with');
  const said = (cause.reasons ?? []).map((reason) => reason['points']).filter((one): one is number => Number.isSafeInteger(one));
  if (said.length === 0) return undefined;
  const sum = said.reduce((total, one) => total + one, 0);
  if (kind !== 'claw-back') return unlike(points, Math.abs(sum), 'points by its cause');
  const policy = cause.reasons?.find(({ rule }) => rule === 'policy') ? definition?.earning.clawback : undefined;
  const [lot] = posting.entries;
  const origin = lot === undefined ? '' : (book.originOf(lot.lotNo) ?? '');
  return lot === undefined && policy !== undefined
    ? undefined
    : unlike(points, book.takeable(origin, Math.abs(sum), policy ?? 'unlimited'), 'points by its cause and the policy');
}

function promisedGift(definition: Definition | undefined, tierId: unknown): number {
  return inPoints(definition, definition?.tiers.find(({ id }) => id === tierId)?.entryGift);
}

/** The friend's, or the advocate's for the friend of that number. */
function promisedThanks(definition: Definition | undefined, { nth, side }: { readonly [name: string]: unknown }): number {
  const terms = definition?.referral;
  if (side === 'friend') return inPoints(definition, terms?.friend);
  return inPoints(definition, terms?.ladder?.find(({ friends }) => friends === nth)?.advocate ?? terms?.advocate);
}

/** A reward is given as the points it costs. */
function inPoints(
  definition: Definition | undefined,
  gift: { readonly kind: 'points'; readonly points: number } | { readonly kind: 'reward'; readonly rewardId: string } | undefined,
): number {
  if (gift?.kind !== 'reward') return gift?.points ?? 0;
  const reward = definition?.rewards.find(({ id }) => id === gift.rewardId);
  return reward === undefined ? 0 : reward.points * (reward.kind === 'slider' ? reward.minimumSteps : 1);
}

function unlike(stated: number, derived: number, why: string): Discrepancy | undefined {
  return stated === derived ? undefined : { why, stated, derived };
}

function originOf({ cause }: JournalPosting): string {
  return `order/${cause.ref}`;
}
