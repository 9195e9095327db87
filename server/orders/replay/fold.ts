import { assert } from '../../core/assert.ts';
import type { Calendar } from '../../core/calendar.ts';
import type { Day } from '../../core/time.ts';
import { contextNeeded, versionAt, type Deed, type Definition, type ProgramVersion, type Tier } from '../../program/index.ts';
import { targetOf, whyNoAward } from '../award.ts';
import { termsOfPin } from '../pin.ts';
import { Counters, shifted } from './counters.ts';
import type { PastMember, PastOrder } from './pages.ts';
import { earnIn, Walk, type Earned } from './rules.ts';

/** What is replayed: the published versions in the order of their start, and a draft that takes their place from an instant on. */
export interface Plan {
  readonly versions: readonly ProgramVersion[];
  readonly draft: Definition;
  readonly calendar: Calendar;
  readonly from: Date;
  readonly to: Date;
}

/** What one order earned under the published rules, and under the draft. */
export interface OrderOutcome {
  readonly order: PastOrder;
  readonly day: Day;
  /** It was placed when the draft is tried. */
  readonly tried: boolean;
  /** What it counts towards a tier under the published rules, in minor units. */
  readonly spendMinor: number;
  readonly before: number;
  readonly after: number;
}

export interface MemberOutcome {
  readonly member: PastMember;
  readonly orders: readonly OrderOutcome[];
  /** Where the member stands in the end: now, and under the draft. */
  readonly tierBefore: string;
  readonly tierAfter: string;
}

const nothing: Earned = { points: 0, spendMinor: 0, earned: undefined };

/**
 * One member's past, told twice in one pass over the orders. The published rules count each order by what is pinned to it, so they give the
 * ledger again to the point. Where an order's tier was decided by what a refund has changed since, the draft follows what was
 * decided, unless the draft itself decides otherwise: only what the draft changes makes a difference.
 */
export function foldMember(plan: Plan, member: PastMember): MemberOutcome {
  const story = new Story(plan, member);
  return { member, orders: member.orders.map((order) => story.tell(order)), ...story.end() };
}

/** What one order earns under the rules it was granted under, by the functions that settle orders. */
export function earnedAsPinned(versions: readonly ProgramVersion[], { facts, pin }: PastOrder, day: Day): Earned {
  if (pin === undefined) return nothing;
  const program = versions.find(({ version }) => version === pin.programVersion);
  assert(program, `version ${pin.programVersion} of order ${facts.orderId} was published`);
  return targetOf(facts, termsOfPin(pin, program, day));
}

class Story {
  private readonly plan: Plan;
  private readonly member: PastMember;
  private readonly walks = new Map<Definition, Walk>();
  private readonly deeds: Deed[] = [];
  private readonly published = new Counters();
  private readonly draft = new Counters();
  private readonly draftWalk: Walk;
  /** How many of the deeds beside orders have been told. */
  private told = 0;

  constructor(plan: Plan, member: PastMember) {
    this.plan = plan;
    this.member = member;
    this.draftWalk = this.newWalk(plan.draft);
  }

  tell(order: PastOrder): OrderOutcome {
    const { versions, calendar, from } = this.plan;
    const { facts } = order;
    const day = calendar.dayOf(facts.processedAt);
    const tried = facts.processedAt >= from;
    this.tellBeside(facts.processedAt);
    const before = earnedAsPinned(versions, order, day);
    // Cancelled, unpaid, or placed before there was a programme: nothing under any rules.
    const counts = order.pin !== undefined && whyNoAward(facts) === undefined;
    const after = counts && tried ? this.underDraft(order, day) : before;
    if (counts) this.remember(facts.processedAt, day, before, after);
    return { order, day, tried, spendMinor: before.spendMinor, before: before.points, after: after.points };
  }

  /** The tier now, and what the draft would make of it. */
  end(): { tierBefore: string; tierAfter: string } {
    const { versions, to } = this.plan;
    const rules = versionAt(versions, to) ?? versions[0];
    assert(rules, 'a shop that is replayed has a programme');
    this.tellBeside(to);
    const tier = this.moved(this.member.tierId, this.walkBy(rules.definition).tierAt(to), this.draftWalk.tierAt(to));
    return { tierBefore: this.member.tierId, tierAfter: tier.id };
  }

  private underDraft(order: PastOrder, day: Day): Earned {
    const { versions, draft } = this.plan;
    const { facts, pin } = order;
    const at = facts.processedAt;
    const rules = versions.find(({ version }) => version === pin?.programVersion)?.definition;
    assert(rules && pin, 'an order that counts has its rules');
    const tier = this.moved(pin.tierId, this.walkBy(rules).tierAt(at), this.draftWalk.tierAt(at));
    const context = shifted(pin.context, contextNeeded(rules), this.published.contextOn(day), this.draft.contextOn(day));
    return earnIn(draft, tier, context, facts);
  }

  /** Where the draft judges as the published rules do, what really was stands, be it by staff or by what was known then. */
  private moved(really: string, published: Tier, draft: Tier): Tier {
    const same = published.id === draft.id ? this.plan.draft.tiers.find(({ id }) => id === really) : undefined;
    return same ?? draft;
  }

  /** What was done beside buying until an instant; the same under all rules. */
  private tellBeside(until: Date): void {
    const { deeds } = this.member.beside;
    for (let deed = deeds[this.told]; deed !== undefined && deed.at <= until; deed = deeds[++this.told]) {
      this.deeds.push(deed);
      for (const walk of [...this.walks.values(), this.draftWalk]) walk.take(deed);
    }
  }

  private remember(at: Date, day: Day, before: Earned, after: Earned): void {
    const deed = { at, spendMinor: before.spendMinor, points: before.points, orders: before.spendMinor > 0 ? 1 : 0 } as const;
    this.deeds.push(deed);
    for (const walk of this.walks.values()) walk.take(deed);
    this.draftWalk.take(
      before === after ? deed : { at, spendMinor: after.spendMinor, points: after.points, orders: after.spendMinor > 0 ? 1 : 0 },
    );
    this.published.count(day, before);
    this.draft.count(day, after);
  }

  /** New rules judge by all that was done before them, as if they had always been in force. */
  private walkBy(rules: Definition): Walk {
    let walk = this.walks.get(rules);
    if (walk === undefined) {
      walk = this.newWalk(rules);
      for (const deed of this.deeds) walk.take(deed);
      this.walks.set(rules, walk);
    }
    return walk;
  }

  private newWalk(rules: Definition): Walk {
    return new Walk(rules, this.plan.calendar, this.member.joinedAt, this.member.beside.keeps);
  }
}
