import { currencyDigits } from '../core/money.ts';
import type { LineMatch } from './definition/common.ts';
import type { Campaign, EarningRule } from './definition/earning.ts';
import type { Definition, Tier } from './definition.ts';
import type { EarnContext } from './earn-context.ts';
import type { Rounding } from './rounding.ts';

/** Under which promise an order is counted: that of a version and a tier, for a member who had done so much before. */
export interface EarnTerms {
  readonly tier: TierTerms;
  readonly context: EarnContext;
}

/** So many points for each `unitMinor` of a currency; `foreign` where that is not the programme's. */
export interface Rate {
  readonly points: number;
  readonly unitMinor: number;
  readonly foreign?: string;
}

export type Matches = (line: MatchedLine) => boolean;

/** What is looked at of a line to say whether a rule means it. */
export interface MatchedLine {
  readonly productId?: string | undefined;
  readonly collections?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly vendor?: string | undefined;
  readonly subscription?: boolean | undefined;
}

/** What a version promises in a tier, made ready for many orders. */
export interface TierTerms {
  readonly currency: string;
  readonly rate: Rate;
  readonly rateIn: ReadonlyMap<string, Rate>;
  readonly rounding: Rounding;
  readonly perLine: boolean;
  readonly include: NonNullable<Definition['earning']['include']>;
  readonly saleLines: boolean;
  readonly codeLines: boolean;
  /** Lines that never count; undefined: there are none. */
  readonly excludes: Matches | undefined;
  /** Folded. */
  readonly excludedTags: ReadonlySet<string> | undefined;
  readonly excludedChannels: ReadonlySet<string> | undefined;
  readonly minimumOrderMinor: number;
  readonly factors: readonly LineFactor[];
  readonly linePoints: readonly LinePoints[];
  readonly milestones: readonly Milestone[];
  readonly bonuses: readonly Bonus[];
  readonly caps: NonNullable<Definition['earning']['caps']>;
}

export interface LineFactor {
  readonly rule: 'line-factor' | 'channel-factor' | 'subscription-factor' | 'campaign-factor';
  readonly id: string;
  readonly factor: number;
  /** undefined: the whole order. */
  readonly matches: Matches | undefined;
  readonly channels?: ReadonlySet<string>;
  readonly campaign?: Running;
}

export interface LinePoints {
  readonly id: string;
  readonly points: number;
  readonly matches: Matches;
}

export type Milestone = Extract<EarningRule, { kind: 'first-order' | 'order-milestone' | 'spend-milestone' }>;

/** When a campaign runs, for whom, and how much it gives to one member. */
export interface Running {
  readonly from: string;
  readonly to: string;
  readonly customerTags: ReadonlySet<string> | undefined;
  readonly capPerMember: number | undefined;
}

export interface Bonus {
  readonly id: string;
  readonly points: number;
  readonly minimumOrderMinor: number;
  readonly campaign: Running;
}

const prepared = new WeakMap<Definition, WeakMap<Tier, TierTerms>>();

/** The terms of a tier of the programme for a member of whom `context` is known. Prepared once for a definition, which nobody may change then. */
export function termsOf(definition: Definition, tier: Tier, context: EarnContext): EarnTerms {
  let tiers = prepared.get(definition);
  if (!tiers) prepared.set(definition, (tiers = new WeakMap()));
  let terms = tiers.get(tier);
  if (!terms) tiers.set(tier, (terms = prepare(definition, tier)));
  return { tier: terms, context };
}

function prepare({ currency, earning, campaigns = [] }: Definition, tier: Tier): TierTerms {
  const { rules, exclude = {} } = earning;
  const running = campaigns.filter(({ audience }) => audience?.tiers === undefined || audience.tiers.includes(tier.id));
  return {
    currency,
    rate: { points: tier.pointsPerMajorUnit, unitMinor: unitOf(currency, earning.perMajorUnits ?? 1) },
    rateIn: new Map(
      Object.entries(tier.rateIn ?? {}).map(([foreign, { points, perMajorUnits }]) => [
        foreign,
        { points, unitMinor: unitOf(foreign, perMajorUnits), foreign },
      ]),
    ),
    rounding: earning.rounding,
    perLine: earning.roundingPer === 'line',
    include: earning.include ?? {},
    saleLines: exclude.saleLines === true,
    codeLines: exclude.codeLines === true,
    excludes: exclude.lines && matching(exclude.lines),
    excludedTags: exclude.customerTags && folded(exclude.customerTags),
    excludedChannels: exclude.channels && folded(exclude.channels),
    minimumOrderMinor: earning.minimumOrderMinor ?? 0,
    factors: [...rules.flatMap(factorOf), ...running.flatMap(campaignFactorOf)],
    linePoints: rules.flatMap((rule) =>
      rule.kind === 'line-points' ? [{ id: rule.id, points: rule.points, matches: matching(rule.match) }] : [],
    ),
    milestones: rules.filter(
      (rule): rule is Milestone => rule.kind === 'first-order' || rule.kind === 'order-milestone' || rule.kind === 'spend-milestone',
    ),
    bonuses: running.flatMap(bonusOf),
    caps: earning.caps ?? {},
  };
}

function unitOf(currency: string, majors: number): number {
  return majors * 10 ** currencyDigits(currency);
}

function factorOf(rule: EarningRule): LineFactor[] {
  switch (rule.kind) {
    case 'line-factor':
      return [{ rule: rule.kind, id: rule.id, factor: rule.factorHundredths, matches: matching(rule.match) }];
    case 'channel-factor':
      return [{ rule: rule.kind, id: rule.id, factor: rule.factorHundredths, matches: undefined, channels: folded(rule.channels) }];
    case 'subscription-factor':
      return [{ rule: rule.kind, id: rule.id, factor: rule.factorHundredths, matches: (line) => line.subscription === true }];
    default:
      return [];
  }
}

function campaignFactorOf(campaign: Campaign): LineFactor[] {
  const { id, effect } = campaign;
  if (effect.kind !== 'factor') return [];
  const matches = effect.match && matching(effect.match);
  return [{ rule: 'campaign-factor', id, factor: effect.factorHundredths, matches, campaign: runningOf(campaign) }];
}

function bonusOf(campaign: Campaign): Bonus[] {
  const { id, effect } = campaign;
  if (effect.kind !== 'bonus') return [];
  return [{ id, points: effect.points, minimumOrderMinor: effect.minimumOrderMinor, campaign: runningOf(campaign) }];
}

function runningOf({ from, to, audience, capPerMember }: Campaign): Running {
  return { from, to, customerTags: audience?.customerTags && folded(audience.customerTags), capPerMember };
}

/** Says of a line whether the match means it. Shopify takes tags and vendors for the same whatever their case. */
export function matching(match: LineMatch): Matches {
  const products = new Set(match.products);
  const collections = new Set(match.collections);
  const tags = folded(match.tags ?? []);
  const vendors = folded(match.vendors ?? []);
  return (line) =>
    (line.productId !== undefined && products.has(line.productId)) ||
    (collections.size > 0 && line.collections?.some((one) => collections.has(one)) === true) ||
    (tags.size > 0 && anyOf(tags, line.tags) !== undefined) ||
    (vendors.size > 0 && line.vendor !== undefined && vendors.has(fold(line.vendor)));
}

/** The first of some words that is in a set of folded ones. */
export function anyOf(set: ReadonlySet<string>, words: readonly string[] | undefined): string | undefined {
  return words?.find((word) => set.has(fold(word)));
}

function folded(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(fold));
}

function fold(word: string): string {
  return word.trim().toLowerCase();
}
