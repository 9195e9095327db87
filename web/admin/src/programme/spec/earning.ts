import type { Definition } from '@laurel/server/api';
import type { FieldsOf, GroupSpec, KindsOf, Leaf, ListSpec, UnionSpec } from '../../form/spec.ts';
import { TAG } from '../../form/document.ts';
import { textAt, type Tree } from '../../form/tree.ts';
import { customerTags, factor, lineMatch, name, nameIn, somePoints, titleOf, unitTyped } from './common.ts';

type Earning = Definition['earning'];
type Rule = Earning['rules'][number];

const adds = 'Factors on the same line add up: 2 and 1.5 make 2.5, not 3.';
const channels = (help: string, optional: boolean): Leaf => ({ kind: 'texts', per: 'comma', label: 'Sales channels', help, optional });
const base = (starts: string) => ({ id: { kind: 'fixed' } as const, name: name(starts), nameIn });
const times = factor('Times', `2 doubles what these lines earn. ${adds}`);

const rules: KindsOf<Rule> = {
  purchase: {
    label: 'Purchases',
    help: 'The tier’s rate on what was paid for goods, after discounts. Every programme has this rule.',
    once: true,
    fields: { id: { kind: 'fixed' } },
  },
  'line-factor': {
    label: 'More on some products',
    fields: {
      ...base('Double points'),
      factorHundredths: times,
      match: lineMatch('On which products', 'Lines that match any of these.'),
    },
  },
  'line-points': {
    label: 'Fixed points on some products',
    fields: {
      ...base('Extra points'),
      points: { ...somePoints('Points for each piece', '10'), help: 'On top of the rate, for every piece bought.' },
      match: lineMatch('On which products', 'Lines that match any of these.'),
    },
  },
  'channel-factor': {
    label: 'More in some sales channels',
    fields: {
      ...base('App bonus'),
      factorHundredths: times,
      channels: channels('As Shopify names them, for example: pos, web.', false),
    },
  },
  'subscription-factor': { label: 'More on subscriptions', fields: { ...base('Subscriber bonus'), factorHundredths: times } },
  'first-order': {
    label: 'First order',
    fields: { ...base('Welcome'), points: { ...somePoints('Points'), help: 'Once, with a member’s first order.' } },
  },
  'order-milestone': {
    label: 'Order milestone',
    fields: {
      ...base('Milestone'),
      orders: { kind: 'whole', label: 'With order number', min: 2, max: 10_000, starts: '10', help: 'Counted from the first.' },
      every: { kind: 'flag', plain: true, label: 'And with each multiple of it', help: 'With 10: also with the 20th, the 30th …' },
      points: somePoints('Points'),
    },
  },
  'spend-milestone': {
    label: 'Spend milestone',
    fields: {
      ...base('Milestone'),
      spendMinor: { kind: 'money', label: 'When all orders together reach', min: 1, starts: '500.00' },
      points: somePoints('Points'),
    },
  },
};

const rule: UnionSpec = { kind: 'union', label: 'Kind', kinds: rules };

const rulesList: ListSpec = {
  kind: 'list',
  label: 'Earning rules',
  help: 'What purchases earn. Fixed points come on top of the rate after rounding; caps cut last.',
  noun: 'rule',
  item: rule,
  min: 1,
  max: 50,
  empty: 'Purchases earn nothing.',
  title: (item) => (textAt(item, [TAG]) === 'purchase' ? 'Purchases' : titleOf('New rule')(item)),
  summary: ruleSummary,
};

function ruleSummary(item: Tree): string {
  const kind = textAt(item, [TAG]);
  const points = `${textAt(item, ['points'])} points`;
  const said: Readonly<Record<string, string>> = {
    purchase: 'the tier’s rate on every order',
    'first-order': `${points} with the first order`,
    'line-points': `${points} for each piece`,
    'order-milestone': `${points} with order ${textAt(item, ['orders'])}`,
    'spend-milestone': `${points} at ${textAt(item, ['spendMinor'])}`,
  };
  return said[kind] ?? `${rules[kind as keyof typeof rules]?.label ?? 'Choose a kind'} · ×${textAt(item, ['factorHundredths'])}`;
}

const counts = (label: string): Leaf => ({ kind: 'flag', label });
const include: FieldsOf<NonNullable<Earning['include']>> = {
  tax: counts('Tax'),
  shipping: counts('Shipping'),
  duties: counts('Duties'),
  tips: counts('Tips'),
  giftCards: counts('Gift cards'),
};

const exclude: FieldsOf<NonNullable<Earning['exclude']>> = {
  saleLines: { kind: 'flag', label: 'Products on sale', help: 'Lines sold below their compare-at price.' },
  codeLines: { kind: 'flag', label: 'Lines with a code', help: 'Lines that a discount code made cheaper.' },
  customerTags: customerTags('Orders of customers with one of these tags earn nothing, for example: wholesale.'),
  channels: { ...channels('Orders from these channels earn nothing.', true), optional: true },
  lines: lineMatch('Products that earn nothing', 'Lines that match any of these.', { optional: true }),
};

const cap = (label: string): Leaf => ({ kind: 'whole', label, min: 1, max: 1_000_000, optional: true, suffix: 'points' });
const caps: FieldsOf<NonNullable<Earning['caps']>> = { order: cap('In one order'), day: cap('In a day'), month: cap('In a month') };

const vesting: KindsOf<Earning['vesting']> = {
  'at-once': { label: 'at once', fields: {} },
  'after-days': { label: 'some days after the order was paid', fields: { days: days('Days after payment', 1, '14') } },
  'on-fulfilment': { label: 'when the order is sent', fields: { days: days('Days after that', 0, '0') } },
  'on-delivery': { label: 'when the order has arrived', fields: { days: days('Days after that', 0, '0') } },
  'return-window': {
    label: 'after the return window',
    help: 'Counted from delivery, or from dispatch where your shop hears of no delivery.',
    fields: { days: days('Days of the return window', 1, '30') },
  },
};

const months = (label: string): Leaf => ({ kind: 'whole', label, min: 1, max: 120, starts: '12', suffix: 'months' });
const expiry: KindsOf<Earning['expiry']> = {
  never: { label: 'never', fields: {} },
  'months-after-earning': { label: 'some months after they were earned', fields: { months: months('Months after earning') } },
  inactivity: {
    label: 'when a member is away',
    help: 'All points, when a member has neither earned nor spent for so long.',
    fields: { months: months('Months without earning or spending') },
  },
  'calendar-date': {
    label: 'on a day of the year',
    fields: {
      month: { kind: 'whole', label: 'Month', min: 1, max: 12, starts: '12' },
      day: { kind: 'whole', label: 'Day', min: 1, max: 31, starts: '31' },
      atLeastMonths: {
        kind: 'whole',
        label: 'At least so many months after earning',
        min: 0,
        max: 60,
        starts: '6',
        help: 'So that points of December do not expire in December.',
      },
    },
  },
};

function days(label: string, min: number, starts: string): Leaf {
  return { kind: 'whole', label, min, max: 365, starts, suffix: 'days' };
}

const otherwise = (label: string): UnionSpec => ({ kind: 'union', label, none: 'like all other points', kinds: expiry });
const expiryOf: FieldsOf<NonNullable<Earning['expiryOf']>> = {
  action: otherwise('Points for actions expire'),
  gift: otherwise('Points given on entering a tier expire'),
  referral: otherwise('Points for bringing friends expire'),
  adjustment: otherwise('Points given by staff expire'),
};

const earningFields: FieldsOf<Earning> = {
  rules: rulesList,
  perMajorUnits: {
    kind: 'whole',
    label: 'The rate is for so many whole units',
    min: 1,
    max: 100_000,
    optional: true,
    help: (about) => `Tiers say so many points per ${unitTyped(about)}. For ¥100 enter 100; empty is 1.`,
  },
  rounding: {
    kind: 'choice',
    label: 'Points are rounded',
    options: [
      { value: 'down', label: 'down' },
      { value: 'half-up', label: 'to the nearest, halves up' },
      { value: 'up', label: 'up' },
    ],
  },
  roundingPer: {
    kind: 'choice',
    label: 'Rounded once for',
    optional: true,
    options: [
      { value: '', label: 'the order' },
      { value: 'line', label: 'each line' },
    ],
  },
  minimumOrderMinor: {
    kind: 'money',
    label: 'Smallest order that earns',
    optional: true,
    help: 'An order that counts for less earns nothing.',
  },
  include: { kind: 'group', label: 'What counts beside goods', absentUnless: 'any', fields: include },
  exclude: { kind: 'group', label: 'What does not count', absentUnless: 'any', fields: exclude },
  caps: {
    kind: 'group',
    label: 'The most points from purchases',
    help: 'Empty: as many as the orders earn. Days and months are those of your shop’s time zone.',
    absentUnless: 'any',
    fields: caps,
  },
  vesting: { kind: 'union', label: 'Points can be used', kinds: vesting },
  expiry: { kind: 'union', label: 'Points expire', kinds: expiry },
  expiryOf: {
    kind: 'group',
    label: 'Other expiry for some points',
    fold: 'Other expiry for some points',
    absentUnless: 'any',
    fields: expiryOf,
  },
  expiryNoticeDays: {
    kind: 'wholes',
    label: 'Tell members before, days',
    min: 1,
    max: 90,
    optional: true,
    help: 'At most three notices, for example: 30, 7, 1. Empty: no notice.',
  },
  clawback: {
    kind: 'choice',
    label: 'When an order is refunded',
    wide: true,
    options: [
      { value: 'unlimited', label: 'its points are taken back; what is already spent is owed' },
      { value: 'within-balance', label: 'its points are taken back as far as the balance goes' },
      { value: 'pending-only', label: 'only points that can’t be used yet are taken back' },
      { value: 'never', label: 'members keep the points' },
    ],
  },
};

export const earning: GroupSpec = { kind: 'group', fields: earningFields };
