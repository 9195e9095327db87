import { seeded, type Random } from '../random.ts';
import { settingOf, type Policy, type Setting } from './setting.ts';

/** When the server hears of a change: at once, twice at once, or not until something else about the order arrives. */
export type Heard = 'once' | 'twice' | 'never';

/** What happens in the shop. An act that makes no sense (there is no such order) changes nothing, so any act can be left out. */
export type ShopAct = { readonly order: number } & (
  | { readonly does: 'place'; readonly lines: readonly Line[]; readonly paid: boolean; readonly heard: Heard }
  | { readonly does: 'pay' | 'cancel'; readonly heard: Heard }
  | { readonly does: 'edit'; readonly line: number; readonly count: number; readonly paid: boolean; readonly heard: Heard }
  | { readonly does: 'refund-items'; readonly line: number; readonly count: number; readonly heard: Heard }
  | { readonly does: 'refund-money'; readonly amount: number; readonly heard: Heard }
  /** The state of `back` changes ago arrives, late or again. */
  | { readonly does: 'hear'; readonly back: number; readonly heard: Heard }
);
export interface Line {
  readonly unit: number;
  readonly count: number;
  readonly kind: 'goods' | 'gift card' | 'tip';
}

/** What is asked of the ledger itself. */
export type LedgerAct = FreshAct | RepeatedAct;
export type FreshAct =
  | {
      readonly does: 'earn';
      readonly points: number;
      readonly about: number;
      /** In how many days the points vest, and after how many they are gone; undefined: at once, never. */
      readonly waits: number | undefined;
      readonly lasts: number | undefined;
    }
  | { readonly does: 'claw-back'; readonly points: number; readonly about: number; readonly policy: Policy }
  | { readonly does: 'hold'; readonly points: number; readonly hold: number }
  | { readonly does: 'capture'; readonly hold: number; readonly points: number | undefined }
  | { readonly does: 'release'; readonly hold: number }
  | { readonly does: 'give-back'; readonly hold: number; readonly points: number }
  | { readonly does: 'spend'; readonly points: number; readonly partial: boolean }
  | { readonly does: 'adjust-down'; readonly points: number };
/** What was posted before is asked again, or its name is used for something else. */
export interface RepeatedAct {
  readonly does: 'again' | 'misuse';
  readonly nth: number;
}

export type Act = { readonly round: number } & (ShopAct | LedgerAct);

/** A member's life, told from its seed. */
export interface Story {
  readonly seed: number;
  readonly acts: readonly Act[];
}

export function storyOf(seed: number): Story {
  const random = seeded(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995);
  const setting = settingOf(seed);
  const rounds = Array.from({ length: random.int(3, 12) }, () => random.int(0, setting.rounds.length - 2)).toSorted((a, b) => a - b);
  const known: Known = { orders: 0, holds: 0 };
  const make = setting.kind === 'ledger' ? () => ledgerAct(random, known, true) : () => orderAct(random, known, setting);
  return { seed, acts: rounds.map((round): Act => ({ round, ...make() })) };
}

/** What a story has begun so far, so that most of its acts have something to act on. */
interface Known {
  orders: number;
  holds: number;
}

function ledgerAct(random: Random, known: Known, grants: boolean): LedgerAct {
  const points = random.int(1, 40);
  const hold = random.int(1, Math.max(1, known.holds));
  const about = random.int(1, 2);
  const begins = grants && known.orders++ === 0;
  const onHolds = known.holds === 0 ? 0 : 1;
  const does = begins
    ? 'earn'
    : random.weighted({
        earn: grants ? 5 : 1,
        'claw-back': grants ? 4 : 0,
        hold: 4,
        capture: 3 * onHolds,
        release: 2 * onHolds,
        'give-back': 2 * onHolds,
        spend: 2,
        'adjust-down': 1,
        again: 1,
        misuse: grants ? 0.5 : 0.2,
      });
  switch (does) {
    case 'earn':
      return {
        does,
        points: points + 20,
        about,
        waits: random.chance(0.5) ? undefined : random.int(-2, 60),
        lasts: random.chance(0.3) ? undefined : random.int(1, 200),
      };
    case 'claw-back':
      return { does, points, about, policy: random.pick(['never', 'pending-only', 'within-balance', 'unlimited', 'unlimited']) ?? 'never' };
    case 'hold':
      // Now and then a name that is taken.
      return { does, points, hold: random.chance(0.1) ? hold : ++known.holds };
    case 'give-back':
      return { does, points, hold };
    case 'capture':
      return { does, hold, points: random.chance(0.5) ? undefined : points };
    case 'release':
      return { does, hold };
    case 'spend':
      return { does, points, partial: random.chance(0.5) };
    case 'adjust-down':
      return { does, points };
    case 'again':
    case 'misuse':
      return { does, nth: random.int(0, 11) };
  }
}

const ordersMax = 3;

function orderAct(random: Random, known: Known, { minorPerMajor }: Setting): ShopAct | LedgerAct {
  const heard = random.weighted({ once: 7, twice: 1, never: 2 });
  const price = () => random.int(0, 90 * minorPerMajor);
  const places = known.orders === 0 || (known.orders < ordersMax && random.chance(0.15));
  if (places) {
    const lines = Array.from({ length: random.int(1, 3) }, () => newLine(random, price()));
    return { does: 'place', order: ++known.orders, heard, paid: random.chance(0.85), lines };
  }
  const about = { order: random.int(1, known.orders), heard };
  const line = random.int(0, 2);
  const does = random.weighted({ pay: 2, edit: 4, 'refund-items': 3, 'refund-money': 3, cancel: 1, hear: 2, points: 6 });
  switch (does) {
    case 'pay':
    case 'cancel':
      return { does, ...about };
    case 'edit':
      return { does, ...about, line, count: random.int(0, 5), paid: random.chance(0.7) };
    case 'refund-items':
      return { does, ...about, line, count: random.int(1, 2) };
    case 'refund-money':
      return { does, ...about, amount: Math.max(1, Math.floor(price() / 2)) };
    case 'hear':
      return { does, order: about.order, heard: 'once', back: random.int(0, 3) };
    case 'points':
      return scaled(ledgerAct(random, known, false), random);
  }
}

function newLine(random: Random, unit: number): Line {
  return { unit, count: random.int(1, 3), kind: random.weighted({ goods: 12, 'gift card': 1, tip: 1 }) };
}

/** Orders bring hundreds of points, so what is used of them is as much. */
function scaled(act: LedgerAct, random: Random): LedgerAct {
  return 'points' in act && act.points !== undefined ? { ...act, points: act.points * random.int(1, 20) } : act;
}

export const isShopAct = (act: Act): act is Act & ShopAct => 'order' in act;
export const isRepeated = (act: LedgerAct): act is RepeatedAct => act.does === 'again' || act.does === 'misuse';

/** An act in a few words: "hold points 30 hold 2". */
export function describe({ does, ...rest }: Act | LedgerAct): string {
  const details = Object.entries(rest).filter(([name, value]) => name !== 'round' && value !== undefined);
  return [does, ...details.map(([name, value]) => `${name} ${JSON.stringify(value)}`)].join(' ');
}
