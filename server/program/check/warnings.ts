import type { Day } from '../../core/time.ts';
import type { DefinitionProblem } from '../check.ts';
import { locales } from '../definition/common.ts';
import type { Campaign } from '../definition/earning.ts';
import type { Definition } from '../definition.ts';
import { money, number } from '../words/terms.ts';
import { economyWarnings } from './economy.ts';
import type { Rhythm } from './rhythm.ts';
import { tierWarnings } from './tiers.ts';

/** What the merchant should know of a definition that may be published, in plain words and with its place. Pure. */
export function warningsOf(definition: Definition, rhythm: Rhythm): DefinitionProblem[] {
  return [
    ...tierWarnings(definition),
    ...economyWarnings(definition, rhythm),
    ...overlapWarnings(definition),
    ...pastWarnings(definition, rhythm.today),
    ...idleWarnings(definition),
    ...translationWarnings(definition),
  ];
}

function overlapWarnings({ campaigns = [], tiers }: Definition): DefinitionProblem[] {
  return campaigns.flatMap((later, i) =>
    campaigns.slice(0, i).flatMap((earlier) => {
      const [from, to] = [later.from > earlier.from ? later.from : earlier.from, later.to < earlier.to ? later.to : earlier.to];
      const both = commonTiers(
        later,
        earlier,
        tiers.map(({ id }) => id),
      );
      if (from > to || both.length === 0 || !commonTags(later, earlier)) return [];
      const who =
        both.length === tiers.length
          ? ''
          : ` for ${tiers
              .filter(({ id }) => both.includes(id))
              .map(({ name }) => name)
              .join(', ')}`;
      const message = `“${later.name}” and “${earlier.name}” run at the same time${who}, from ${from} to ${to}. What they give adds up.`;
      return [{ path: ['campaigns', i, 'from'], message }];
    }),
  );
}

function commonTiers(a: Campaign, b: Campaign, all: readonly string[]): string[] {
  return all.filter((id) => (a.audience?.tiers?.includes(id) ?? true) && (b.audience?.tiers?.includes(id) ?? true));
}

/** Customers can have both of two tags, but merchants choose tags to tell them apart. */
function commonTags(a: Campaign, b: Campaign): boolean {
  const [mine, theirs] = [a.audience?.customerTags, b.audience?.customerTags];
  if (mine === undefined || theirs === undefined) return true;
  const lower = new Set(theirs.map((tag) => tag.toLowerCase()));
  return mine.some((tag) => lower.has(tag.toLowerCase()));
}

function pastWarnings({ campaigns = [], rewards, referral }: Definition, today: Day): DefinitionProblem[] {
  const over = (to: Day | undefined, path: DefinitionProblem['path'], what: string): DefinitionProblem[] =>
    to !== undefined && to < today ? [{ path, message: `${what} ended on ${to}.` }] : [];
  return [
    ...campaigns.flatMap(({ to, name }, i) => over(to, ['campaigns', i, 'to'], `“${name}”`)),
    ...rewards.flatMap(({ validTo, name }, i) => over(validTo, ['rewards', i, 'validTo'], `“${name}”`)),
    ...over(referral?.to, ['referral', 'to'], 'Bringing friends'),
  ];
}

/** Settings that another one makes meaningless. */
function idleWarnings({ actions = [], earning, campaigns = [], rewards, tiers, currency }: Definition): DefinitionProblem[] {
  const { caps = {}, minimumOrderMinor = 0, rules } = earning;
  const warnings: DefinitionProblem[] = [];
  const tell = (path: DefinitionProblem['path'], message: string) => warnings.push({ path, message });
  if (caps.order !== undefined && caps.day !== undefined && caps.order >= caps.day)
    tell(
      ['earning', 'caps', 'order'],
      `The cap for an order (${number(caps.order)}) never matters: a whole day gives ${number(caps.day)} at most.`,
    );
  if (caps.day !== undefined && caps.month !== undefined && caps.day >= caps.month)
    tell(
      ['earning', 'caps', 'day'],
      `The cap for a day (${number(caps.day)}) never matters: a whole month gives ${number(caps.month)} at most.`,
    );
  if (earning.vesting.kind === 'on-delivery')
    tell(
      ['earning', 'vesting', 'kind'],
      'Points of an order of which no carrier reports the delivery stay pending for ever. After the return window they would count from dispatch then.',
    );
  for (const [i, { name, birthdayPoints }] of tiers.entries())
    if (birthdayPoints !== undefined && !actions.some(({ kind }) => kind === 'birthday'))
      tell(['tiers', i, 'birthdayPoints'], `Nobody gets the birthday points of ${name}: there is no birthday among the actions.`);
  for (const [i, rule] of rules.entries()) {
    if (!('points' in rule)) continue;
    if (caps.order !== undefined && rule.points > caps.order)
      tell(
        ['earning', 'rules', i, 'points'],
        `“${rule.name}” never gives all of its ${number(rule.points)} points: an order gives ${number(caps.order)} at most.`,
      );
    if (
      rule.kind === 'order-milestone' &&
      rules.some((other) => other !== rule && other.kind === rule.kind && other.every && rule.orders % other.orders === 0)
    )
      tell(['earning', 'rules', i, 'orders'], `Order ${number(rule.orders)} is rewarded by another rule too; both give their points.`);
  }
  for (const [i, { name, effect, capPerMember }] of campaigns.entries()) {
    if (effect.kind !== 'bonus') continue;
    if (capPerMember !== undefined && capPerMember < effect.points)
      tell(
        ['campaigns', i, 'capPerMember'],
        `“${name}” never gives all of its ${number(effect.points)} points: a member gets ${number(capPerMember)} at most.`,
      );
    if (effect.minimumOrderMinor > 0 && effect.minimumOrderMinor < minimumOrderMinor)
      tell(
        ['campaigns', i, 'effect', 'minimumOrderMinor'],
        `Orders below ${money(minimumOrderMinor, currency)} earn nothing at all, so the smallest order of “${name}” never matters.`,
      );
  }
  for (const [i, { name, limitPerMember, limitTotal }] of rewards.entries())
    if (limitPerMember !== undefined && limitTotal !== undefined && limitPerMember.times >= limitTotal)
      tell(
        ['rewards', i, 'limitPerMember'],
        `The limit for one member never matters: “${name}” can be had ${number(limitTotal)} times in all.`,
      );
  return warnings;
}

const languages = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  ja: 'Japanese',
  th: 'Thai',
  'zh-TW': 'Traditional Chinese',
} as const;

/** A language in which anything is said should say everything. */
function translationWarnings(definition: Definition): DefinitionProblem[] {
  const texts = textsOf(definition);
  return locales.flatMap((locale) => {
    const missing = texts.filter(({ said }) => said?.[locale] === undefined);
    const [first] = missing;
    if (!first || missing.length === texts.length) return [];
    const names = missing.slice(0, 5).map(({ name }) => `“${name}”`);
    const more = missing.length > names.length ? ` and ${number(missing.length - names.length)} more` : '';
    return [
      {
        path: first.path,
        message: `${languages[locale]} is missing for ${names.join(', ')}${more}. Who reads ${languages[locale]} reads the name itself.`,
      },
    ];
  });
}

interface Text {
  readonly name: string;
  readonly path: DefinitionProblem['path'];
  readonly said: Readonly<Partial<Record<(typeof locales)[number], unknown>>> | undefined;
}

/** Everything that shoppers read and that can be said in other languages. */
function textsOf({ tiers, earning, actions = [], campaigns = [], rewards }: Definition): Text[] {
  const names = (list: readonly object[], at: DefinitionProblem['path']): Text[] =>
    list.flatMap((one, i) =>
      'name' in one ? [{ name: String(one.name), path: [...at, i, 'nameIn'], said: (one as { nameIn?: Text['said'] }).nameIn }] : [],
    );
  const perks = tiers.flatMap((tier, i) =>
    tier.perks.length === 0 ? [] : [{ name: `benefits of ${tier.name}`, path: ['tiers', i, 'perksIn'], said: tier.perksIn }],
  );
  return [
    ...names(tiers, ['tiers']),
    ...perks,
    ...names(earning.rules, ['earning', 'rules']),
    ...names(actions, ['actions']),
    ...names(campaigns, ['campaigns']),
    ...names(rewards, ['rewards']),
  ];
}
