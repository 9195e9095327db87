import type { Definition, Tier } from '@laurel/server/api';
import type { About, FieldsOf, GroupSpec, KindsOf, ListSpec, UnionSpec } from '../../form/spec.ts';
import { textAt, type Tree } from '../../form/tree.ts';
import { inLanguages, name, nameIn, rewardOptions, somePoints, titleOf, unitTyped } from './common.ts';

type Gift = NonNullable<Tier['entryGift']>;
type Rate = NonNullable<Tier['rateIn']>[string];
type Qualification = Definition['qualification'];

const OTHER_WAYS = 'Other ways to reach it';
const BENEFITS = 'Benefits the shop keeps by itself';
const notFirst = (path: readonly (string | number)[]) => path[1] !== 0;

const gifts: KindsOf<Gift> = {
  points: { label: 'Points', fields: { points: somePoints('Points') } },
  reward: { label: 'A reward', fields: { rewardId: { kind: 'choice', label: 'Reward', options: rewardOptions } } },
};

const rates: FieldsOf<Rate & { currency: string }> = {
  currency: { kind: 'text', label: 'Currency', max: 3, help: 'Three letters, such as EUR.', starts: '' },
  points: { kind: 'whole', label: 'Points', min: 0, max: 1000, starts: '1' },
  perMajorUnits: {
    kind: 'whole',
    label: 'For so many whole units',
    min: 1,
    max: 100_000,
    starts: '1',
    help: '1 point for ¥100: enter 100.',
  },
};

const tier: FieldsOf<Tier> = {
  id: { kind: 'fixed' },
  name: name('New tier'),
  pointsPerMajorUnit: {
    kind: 'whole',
    label: (about) => `Points per ${unitTyped(about)}`,
    min: 0,
    max: 1000,
    starts: '1',
  },
  thresholdMinor: {
    kind: 'money',
    label: 'Spend to reach it',
    starts: '0.00',
    shown: notFirst,
    help: 'Net spend in the period that counts. 0: spend is not asked for.',
  },
  thresholdPoints: {
    kind: 'whole',
    label: 'Points to reach it',
    min: 1,
    max: 1_000_000_000,
    optional: true,
    fold: OTHER_WAYS,
    shown: notFirst,
    help: 'Earned with purchases and actions in the period. Empty: not asked for.',
  },
  thresholdOrders: {
    kind: 'whole',
    label: 'Orders to reach it',
    min: 1,
    max: 100_000,
    optional: true,
    fold: OTHER_WAYS,
    shown: notFirst,
    help: 'Orders that count in the period. Empty: not asked for.',
  },
  inviteOnly: {
    kind: 'flag',
    label: 'By invitation only',
    fold: OTHER_WAYS,
    shown: notFirst,
    help: 'Staff invite members to it; nobody reaches it by buying.',
  },
  perks: {
    kind: 'texts',
    per: 'line',
    label: 'What members read about it',
    wide: true,
    rows: 3,
    help: 'One benefit a line. Shown, not enforced.',
  },
  entryGift: {
    kind: 'union',
    label: 'Gift on entering',
    none: 'No gift',
    kinds: gifts,
    fold: BENEFITS,
    help: 'Given the first time a member enters the tier, and never again.',
  },
  birthdayPoints: {
    kind: 'whole',
    label: 'Birthday points',
    min: 1,
    max: 1_000_000,
    optional: true,
    fold: BENEFITS,
    help: 'Instead of those of the birthday action.',
  },
  freeShippingFromMinor: {
    kind: 'money',
    label: 'Free shipping from',
    optional: true,
    fold: BENEFITS,
    help: 'From this order value on. Empty: no free shipping with the tier.',
  },
  accessTag: {
    kind: 'text',
    label: 'Customer tag',
    max: 255,
    optional: true,
    fold: BENEFITS,
    help: 'Members of the tier carry it in Shopify; open early access by it.',
  },
  rateIn: {
    kind: 'list',
    label: 'Rates for orders paid in other currencies',
    help: 'On what was paid in that currency. A currency that is missing earns on your shop’s amounts.',
    fold: 'Other currencies',
    noun: 'rate',
    optional: true,
    item: { kind: 'group', fields: rates },
    by: 'currency',
    min: 0,
    max: 50,
    empty: 'Orders in all currencies earn on your shop’s amounts.',
    title: (item) => textAt(item, ['currency']) || 'New rate',
    summary: (item) => `${textAt(item, ['points'])} for every ${textAt(item, ['perMajorUnits'])}`,
  },
  nameIn,
  perksIn: inLanguages('What members read about it', (label) => ({ kind: 'texts', per: 'line', label, rows: 2, optional: true })),
};

export const tiers: ListSpec = {
  kind: 'list',
  label: 'Tiers',
  help: 'From the lowest to the highest. Every member begins in the first; members move up at once when they reach the next.',
  noun: 'tier',
  item: { kind: 'group', fields: tier },
  min: 1,
  max: 10,
  ordered: true,
  empty: 'A programme has at least one tier.',
  title: titleOf('New tier'),
  summary: tierSummary,
};

function tierSummary(item: Tree, about: About): string {
  const rate = `${textAt(item, ['pointsPerMajorUnit']) || '?'} points per ${unitTyped(about)}`;
  const spend = textAt(item, ['thresholdMinor']);
  if (textAt(item, ['inviteOnly']) !== '') return `${rate} · by invitation`;
  return /^[0.]*$/.test(spend) ? rate : `${rate} · from ${spend} ${about.currency}`;
}

const lasts = {
  kind: 'choice',
  label: 'A tier lasts until the end of',
  starts: 'next-year',
  options: [
    { value: 'this-year', label: 'the year it was reached in' },
    { value: 'next-year', label: 'the year after' },
  ],
} as const;

const periods: KindsOf<Qualification['period']> = {
  'rolling-months': {
    label: 'The last months',
    fields: {
      months: { kind: 'whole', label: 'Months', min: 1, max: 60, starts: '12', help: 'With 12, an order counts for one year to the day.' },
    },
  },
  lifetime: { label: 'Everything since joining', fields: {} },
  'calendar-year': { label: 'The calendar year', fields: { lasts } },
  'membership-year': { label: 'The year since the day of joining', fields: { lasts } },
};

const period: UnionSpec = { kind: 'union', label: 'What counts', kinds: periods };

const qualificationFields: FieldsOf<Qualification> = {
  period,
  need: {
    kind: 'choice',
    label: 'When a tier asks for several things',
    options: [
      { value: 'any', label: 'one of them is enough' },
      { value: 'all', label: 'all are needed' },
    ],
  },
  graceDays: {
    kind: 'whole',
    label: 'Days of grace',
    min: 0,
    max: 365,
    suffix: 'days',
    help: 'How long a member keeps a tier after time alone would have taken it. Refunds take it at once.',
  },
  drop: {
    kind: 'choice',
    label: 'When a tier ends, members',
    options: [
      { value: 'recompute', label: 'stand where their activity says' },
      { value: 'one-step', label: 'go one tier down' },
    ],
  },
};

export const qualification: GroupSpec = {
  kind: 'group',
  label: 'How members reach and keep a tier',
  fields: qualificationFields,
};
