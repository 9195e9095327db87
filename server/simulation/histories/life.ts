import type { OrderFacts } from '../../core/facts.ts';
import type { MemberId } from '../../core/id.ts';
import { points as pointsOf } from '../../core/points.ts';
import type { Balance, Operation, Outcome } from '../../ledger/index.ts';
import { SecondBook } from '../../ledger/second-book.ts';
import { dayMs } from '../clock.ts';
import { describe, isRepeated, isShopAct, type Act, type FreshAct, type LedgerAct, type Story } from './acts.ts';
import { daysLater, SecondCalculation } from './second-calculation.ts';
import type { Round, Setting } from './setting.ts';
import { factsOf, orderIdOf, TinyShop, type Seen } from './tiny-shop.ts';

/** A lot as the ledger keeps it. */
export interface LotClaim {
  readonly origin: string;
  readonly pending: number;
  readonly available: number;
  readonly held: number;
  readonly debt: number;
  readonly expired: number;
  readonly taken: number;
}

interface Asked {
  readonly operation: Operation;
  readonly act: LedgerAct;
  /** What was answered the first time, when it is asked again. */
  readonly before: Asked | undefined;
  outcome?: Outcome;
}

/**
 * One member's life: says what is asked of the server in each round, keeps the second book and compares. After the first
 * difference it only notes what it was.
 */
export class Life {
  readonly story: Story;
  readonly memberId: MemberId;
  readonly customer: number;
  /** What the server did differently; undefined: nothing. */
  trouble: string | undefined;

  private readonly setting: Setting;
  private readonly shop = new TinyShop();
  private readonly book = new SecondBook();
  private readonly calculation: SecondCalculation;
  private readonly asked: Asked[] = [];
  private asking: Asked[] = [];
  private hearing: Seen[] = [];
  private keys = 0;
  private today = '';
  private place = '';
  private readonly notes: (() => string)[] = [];

  constructor(story: Story, setting: Setting, customer: number, memberId: MemberId) {
    this.story = story;
    this.setting = setting;
    this.customer = customer;
    this.memberId = memberId;
    this.calculation = new SecondCalculation(setting);
  }

  begin(no: number, round: Round, today: string): void {
    this.today = today;
    this.place = `round ${no + 1}, ${round.serverAt.toISOString()}`;
    if (round.nightly) this.book.dawn(today);
    const last = no === this.setting.rounds.length - 1;
    this.hearing = last ? this.shop.now() : [];
    this.asking = [];
    for (const act of this.story.acts) if (act.round === no) this.does(act, round);
  }

  facts(): OrderFacts[] {
    return this.hearing.map((seen) => factsOf(seen, this.customer, this.setting.currency));
  }

  /** The server has settled `facts()`. */
  settled(): void {
    if (this.hearing.length === 0) return;
    const { hearing } = this;
    this.calculation.hear(hearing, this.book, this.today);
    this.note(() => `the server hears of ${hearing.map(({ change, order }) => `order ${order} (${change})`).join(', ')}`);
  }

  operations(): Operation[] {
    return this.asking.map(({ operation }) => operation);
  }

  /** The server has answered `operations()`. */
  answered(outcomes: readonly Outcome[]): void {
    for (const [i, one] of this.asking.entries()) {
      one.outcome = outcomes[i] as Outcome;
      const expected = this.expected(one);
      const answer = words(one.outcome, one.before !== undefined);
      this.note(() => `${describe(one.act)} → ${answer}`);
      if (answer !== expected) this.differs(`${describe(one.act)}: the ledger says ${answer}, the second book ${expected}`);
      if (one.outcome.outcome === 'posted') this.asked.push(one);
    }
  }

  isActive(): boolean {
    return this.hearing.length > 0 || this.asking.length > 0;
  }

  compare(balance: Balance | undefined): void {
    const { pending = 0, available = 0, held = 0, debt = 0 } = balance ?? {};
    const stands = [pending, available, held, debt].join(' ');
    const expected = this.book.standing(this.today).join(' ');
    this.note(() => `pending, available, held, owed ${stands}`);
    if (stands !== expected) this.differs(`pending, available, held, owed are ${stands}, the second book says ${expected}`);
  }

  /** After the healing: lots, orders and tier. */
  end(lots: readonly LotClaim[], posted: ReadonlyMap<string, number>, tier: number): void {
    const claims = lots.map(({ pending, available, held, debt, expired, taken }) =>
      [pending, available, held, debt, expired, taken].join(' '),
    );
    const expected = this.book.lots().map((lot) => lot.join(' '));
    if (claims.join() !== expected.join()) this.differs(`lots are [${claims.join(', ')}], the second book says [${expected.join(', ')}]`);
    if (this.setting.kind === 'ledger') return;
    for (const broken of this.calculation.broken()) this.differs(broken);
    for (const { order } of this.shop.now()) {
      const inBook = posted.get(orderIdOf(order, this.customer));
      const given = this.calculation.given(order);
      if (inBook !== given) this.differs(`order ${order} has ${inBook} points, the second calculation says ${given}`);
    }
    const promise = this.setting.promises[this.setting.rounds.some(({ publishes }) => publishes) ? 1 : 0];
    const due = this.calculation.tier(promise, this.today);
    if (tier !== due) this.differs(`the member is in tier ${tier}, the second calculation says ${due}`);
  }

  /** What happened, for those who want to read it. */
  told(): string[] {
    return this.notes.map((note) => note());
  }

  differs(what: string): void {
    this.trouble ??= `${this.place}: ${what}`;
  }

  private note(what: () => string): void {
    const { place } = this;
    this.notes.push(() => `${place}: ${what()}`);
  }

  private does(act: Act, round: Round): void {
    if (isShopAct(act)) {
      const placedAt = new Date(round.at.getTime() + act.order * 1_000);
      this.hearing.push(...this.shop.act(act, placedAt));
      this.note(() => describe(act));
    } else this.asks(act, round);
  }

  private asks(act: LedgerAct, round: Round): void {
    if (isRepeated(act)) {
      const before = this.asked[act.nth % Math.max(1, this.asked.length)];
      if (!before) return;
      const { cause } = before.operation;
      const operation = act.does === 'again' ? before.operation : { ...before.operation, cause: { ...cause, ref: 'another' } };
      this.asking.push({ operation, act, before });
      return;
    }
    const operation = { ...this.said(act, round), memberId: this.memberId, key: `${this.customer}/${++this.keys}`, at: round.serverAt };
    this.asking.push({
      operation: { ...operation, cause: { kind: 'staff', ref: '1', note: 'a history' } } as Operation,
      act,
      before: undefined,
    });
  }

  private said(act: FreshAct, round: Round): object {
    const points = 'points' in act && act.points !== undefined ? { points: pointsOf(act.points) } : {};
    const holdKey = 'hold' in act ? { holdKey: `${this.customer}/${act.hold}` } : {};
    switch (act.does) {
      case 'earn': {
        const { goneOn, ripeOn } = this.dates(act);
        const dates = { ...(ripeOn !== undefined && { vestsOn: ripeOn }), ...(goneOn !== undefined && { expiresOn: goneOn }) };
        const into = ripeOn === undefined ? 'available' : 'pending';
        return { kind: 'issue', ...points, into, source: 'adjustment', origin: `about/${act.about}`, ...dates };
      }
      case 'claw-back':
        return { kind: act.does, ...points, origin: `about/${act.about}`, policy: act.policy };
      case 'hold':
        return { kind: act.does, ...points, ...holdKey, until: new Date(round.serverAt.getTime() + dayMs) };
      case 'spend':
        return { kind: act.does, ...points, partial: act.partial };
      default:
        return { kind: act.does, ...points, ...holdKey };
    }
  }

  private expected({ act, before }: Asked): string {
    if (!isRepeated(act)) return String(this.moved(act));
    return act.does === 'misuse' ? 'key-reused' : words(before?.outcome, true);
  }

  private moved(act: FreshAct): number | string {
    const { book, today } = this;
    switch (act.does) {
      case 'earn': {
        const { goneOn, ripeOn } = this.dates(act);
        return book.earn(act.points, ripeOn === undefined ? 'available' : 'pending', `about/${act.about}`, ripeOn, goneOn, today);
      }
      case 'claw-back':
        return book.takeBack(act.points, `about/${act.about}`, act.policy, today);
      case 'hold':
        return book.reserve(act.points, String(act.hold), today);
      case 'capture':
        return book.useUp(String(act.hold), act.points, today);
      case 'release':
        return book.letOff(String(act.hold), today);
      case 'give-back':
        return book.giveBack(String(act.hold), act.points, today);
      case 'spend':
        return book.spend(act.points, act.partial, today);
      case 'adjust-down':
        return book.takeAway(act.points, false, today);
    }
  }

  private dates({ waits, lasts }: { waits: number | undefined; lasts: number | undefined }) {
    return {
      ripeOn: waits === undefined ? undefined : daysLater(this.today, waits),
      goneOn: lasts === undefined ? undefined : daysLater(this.today, lasts),
    };
  }
}

/** A repeated answer is the first one in every word, balance included. */
function words(outcome: Outcome | undefined, whole: boolean): string {
  if (!outcome) return 'nothing';
  if (outcome.outcome === 'refused') return Object.values(outcome.refusal).join(' ');
  return whole ? JSON.stringify([outcome.postingNo, outcome.points, outcome.balance]) : String(outcome.points);
}
