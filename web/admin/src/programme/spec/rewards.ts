import type { Definition, Reward } from '@laurel/server/api';
import { TAG } from '../../form/document.ts';
import type { About, FieldsOf, KindsOf, Leaf, ListSpec } from '../../form/spec.ts';
import { textAt, type Tree } from '../../form/tree.ts';
import { limit, lineMatch, name, nameIn, tierOptions, titleOf } from './common.ts';

type Base = Omit<Reward, 'kind'>;

const CONDITIONS = 'Who can have it, when and how often';
const AMOUNT_MAX = 1_000_000_00;
const amount = (label: string, starts?: string): Leaf => ({
  kind: 'money',
  label,
  min: 1,
  max: AMOUNT_MAX,
  ...(starts !== undefined && { starts }),
});
const combines = (label: string): Leaf => ({ kind: 'flag', label });

const combinesWith: FieldsOf<NonNullable<Reward['combinesWith']>> = {
  order: combines('Discounts on the order'),
  product: combines('Discounts on products'),
  shipping: combines('Discounts on shipping'),
};

function base(starts: string, price = 'Price in points'): Pick<FieldsOf<Base>, 'id' | 'name' | 'points' | 'minimumOrderMinor'> {
  return {
    id: { kind: 'fixed' },
    name: name(starts),
    points: { kind: 'whole', label: price, min: 1, max: 1_000_000, starts: '100', suffix: 'points' },
    minimumOrderMinor: { kind: 'money', label: 'Smallest order', starts: '0.00' },
  };
}

const conditions: Omit<FieldsOf<Base>, 'id' | 'name' | 'points' | 'minimumOrderMinor'> = {
  tierFrom: {
    kind: 'choice',
    label: 'From tier',
    optional: true,
    fold: CONDITIONS,
    options: (about) => [{ value: '', label: 'Every member' }, ...tierOptions(about)],
  },
  validFrom: { kind: 'day', label: 'First day', optional: true, fold: CONDITIONS },
  validTo: { kind: 'day', label: 'Last day', optional: true, fold: CONDITIONS },
  limitTotal: {
    kind: 'whole',
    label: 'At most, in all',
    min: 1,
    max: 10_000_000,
    optional: true,
    fold: CONDITIONS,
    suffix: 'times',
    help: 'All members together. Empty: no limit.',
  },
  limitPerMember: limit('At most, for one member', true, CONDITIONS),
  combinesWith: { kind: 'group', label: 'Goes together with', fold: CONDITIONS, absentUnless: 'any', fields: combinesWith },
  nameIn,
};

const on = lineMatch('Only on some products', 'Empty: off the whole order.', { optional: true, fold: 'Only on some products' });

const kinds: KindsOf<Reward> = {
  amount: { label: 'An amount off', fields: { ...base('$5 off'), amountMinor: amount('Takes off', '5.00'), on, ...conditions } },
  percentage: {
    label: 'A percentage off',
    fields: {
      ...base('10% off'),
      percent: { kind: 'whole', label: 'Takes off', min: 1, max: 100, starts: '10', suffix: '%' },
      capMinor: { ...amount('At most'), optional: true, help: 'Empty: no limit.' },
      on,
      ...conditions,
    },
  },
  slider: {
    label: 'An amount the member chooses',
    fields: {
      ...base('Pay with points', 'Points for a step'),
      stepMinor: amount('A step takes off', '1.00'),
      minimumSteps: { kind: 'whole', label: 'Fewest steps', min: 1, max: 10_000, starts: '1' },
      maximumSteps: { kind: 'whole', label: 'Most steps', min: 1, max: 10_000, starts: '20' },
      ...conditions,
    },
  },
  'free-shipping': {
    label: 'Free shipping',
    fields: {
      ...base('Free shipping'),
      capMinor: { ...amount('Shipping up to'), optional: true, help: 'Empty: whatever it costs.' },
      ...conditions,
    },
  },
  product: {
    label: 'A free product',
    fields: {
      ...base('A gift'),
      productId: {
        kind: 'text',
        label: 'Product',
        max: 20,
        starts: '',
        help: 'The number at the end of its address in Shopify. The cart has to hold it.',
      },
      variantId: { kind: 'text', label: 'Variant', max: 20, optional: true, help: 'Likewise. Empty: any of its variants.' },
      valueMinor: { ...amount('Worth', '10.00'), help: 'For the money value of its points.' },
      ...conditions,
    },
  },
  'gift-card': { label: 'A gift card', fields: { ...base('Gift card'), amountMinor: amount('Worth', '10.00'), ...conditions } },
  'store-credit': { label: 'Store credit', fields: { ...base('Store credit'), amountMinor: amount('Worth', '5.00'), ...conditions } },
  'early-access': {
    label: 'Early access',
    fields: {
      ...base('Early access'),
      tag: {
        kind: 'text',
        label: 'Customer tag',
        max: 255,
        starts: 'early-access',
        help: 'Put on the customer in Shopify; your shop opens access by it.',
      },
      days: { kind: 'whole', label: 'For so many days', min: 1, max: 365, starts: '7', suffix: 'days' },
      ...conditions,
    },
  },
  custom: {
    label: 'Something else, handed over by staff',
    fields: {
      ...base('A surprise'),
      instructions: { kind: 'text', label: 'How members come by it', max: 120, starts: 'Ask for it at the counter.', wide: true },
      costMinor: { kind: 'money', label: 'Costs you', optional: true, help: 'For the money value of its points.' },
      ...conditions,
    },
  },
};

export const rewardKindLabels: Readonly<Record<Reward['kind'], string>> = Object.fromEntries(
  Object.entries(kinds).map(([kind, { label }]) => [kind, label]),
) as Record<Reward['kind'], string>;

export const rewards: ListSpec = {
  kind: 'list',
  label: 'Rewards',
  help: 'What members can have for their points. They read them in this order.',
  noun: 'reward',
  item: { kind: 'union', label: 'Kind', kinds },
  min: 0,
  max: 30,
  ordered: true,
  empty: 'Members collect points but have nothing to spend them on.',
  title: titleOf('New reward'),
  summary: rewardSummary,
};

function rewardSummary(item: Tree, { currency }: About): string {
  const minimum = textAt(item, ['minimumOrderMinor']);
  const from = /^[0.]*$/.test(minimum) ? '' : ` · orders from ${minimum} ${currency}`;
  return `${rewardKindLabels[textAt(item, [TAG]) as Reward['kind']] ?? 'Choose a kind'} · ${textAt(item, ['points'])} points${from}`;
}

export const redemption: FieldsOf<Definition['redemption']> = {
  holdMinutes: {
    kind: 'whole',
    label: 'A code stays good for',
    min: 5,
    max: 60 * 24 * 30,
    suffix: 'minutes',
    help: 'If it is not used by then, the points return by themselves. 60 is an hour, 1440 a day.',
  },
  giveBack: {
    kind: 'choice',
    label: 'When goods are refunded',
    optional: true,
    options: [
      { value: '', label: 'Used points stay used' },
      { value: 'never', label: 'Used points stay used, and say so' },
      { value: 'fair-share', label: 'Give back their share of the points' },
    ],
  },
};
