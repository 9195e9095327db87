import type { Definition } from '@laurel/server/api';
import { TAG } from '../../form/document.ts';
import type { FieldsOf, GroupSpec, KindsOf, ListSpec } from '../../form/spec.ts';
import { textAt, type Tree } from '../../form/tree.ts';
import { customerTags, factor, limit, lineMatch, name, nameIn, rewardOptions, somePoints, tierOptions, titleOf } from './common.ts';

type Action = NonNullable<Definition['actions']>[number];
type Campaign = NonNullable<Definition['campaigns']>[number];
type Referral = NonNullable<Definition['referral']>;
type Thanks = Referral['friend'];

const actionKinds: Readonly<Record<Action['kind'], string>> = {
  'sign-up': 'Signing up',
  birthday: 'Birthday',
  review: 'Writing a review',
  'social-follow': 'Following on social media',
  newsletter: 'Subscribing to the newsletter',
  profile: 'Completing the profile',
  custom: 'Something else, told by the API',
};

const action: FieldsOf<Action> = {
  id: { kind: 'fixed' },
  name: name('New action'),
  kind: {
    kind: 'choice',
    label: 'What members do',
    starts: 'sign-up',
    options: Object.entries(actionKinds).map(([value, label]) => ({ value, label })),
  },
  points: somePoints('Points'),
  limit: limit('How often it counts', false),
  nameIn,
};

export const actions: ListSpec = {
  kind: 'list',
  label: 'Actions',
  help: 'What members do beside buying.',
  noun: 'action',
  optional: true,
  item: { kind: 'group', fields: action },
  min: 0,
  max: 30,
  empty: 'Members earn by buying alone. Points for signing up or for a birthday bring people back.',
  title: titleOf('New action'),
  summary: (item) => `${actionKinds[textAt(item, ['kind']) as Action['kind']] ?? 'Choose an action'} · ${textAt(item, ['points'])} points`,
};

const effects: KindsOf<Campaign['effect']> = {
  factor: {
    label: 'More points on orders',
    fields: {
      factorHundredths: factor('Times', '2 doubles what orders earn. It adds to other factors: 2 and 1.5 make 2.5.'),
      match: lineMatch('Only on some products', 'Empty: on all. Else lines that match any of these.', { optional: true }),
    },
  },
  bonus: {
    label: 'Fixed points for an order',
    fields: { points: somePoints('Points for each order'), minimumOrderMinor: { kind: 'money', label: 'Of orders from', starts: '0.00' } },
  },
};

const audience: FieldsOf<NonNullable<Campaign['audience']>> = {
  tiers: { kind: 'some', label: 'Members of these tiers', options: tierOptions, optional: true },
  customerTags: customerTags('Members with one of these customer tags.'),
};

const campaign: FieldsOf<Campaign> = {
  id: { kind: 'fixed' },
  name: name('New campaign'),
  from: { kind: 'day', label: 'First day', help: 'Days of your shop’s time zone, both included.' },
  to: { kind: 'day', label: 'Last day' },
  effect: { kind: 'union', label: 'What it gives', kinds: effects },
  capPerMember: {
    kind: 'whole',
    label: 'At most, for one member',
    min: 1,
    max: 1_000_000,
    optional: true,
    suffix: 'points',
    help: 'Over all orders of the campaign. Empty: no limit.',
  },
  audience: {
    kind: 'group',
    label: 'Who takes part',
    help: 'As far as you choose: members of one of these tiers who also have one of these tags. Nothing chosen: everybody.',
    absentUnless: 'any',
    fields: audience,
  },
  nameIn,
};

export const campaigns: ListSpec = {
  kind: 'list',
  label: 'Campaigns',
  help: 'More points for a while.',
  noun: 'campaign',
  optional: true,
  item: { kind: 'group', fields: campaign },
  min: 0,
  max: 30,
  empty: 'No campaign is planned. A campaign gives more points from one day to another, to everybody or to some.',
  title: titleOf('New campaign'),
  summary: campaignSummary,
};

function campaignSummary(item: Tree): string {
  const days = `${textAt(item, ['from']) || '?'} to ${textAt(item, ['to']) || '?'}`;
  const factor = textAt(item, ['effect', TAG]) === 'factor';
  return `${days} · ${factor ? `×${textAt(item, ['effect', 'factorHundredths'])}` : `${textAt(item, ['effect', 'points'])} points an order`}`;
}

const thanks: KindsOf<Thanks> = {
  points: { label: 'Points', fields: { points: somePoints('Points', '500') } },
  reward: { label: 'A reward of the programme', fields: { rewardId: { kind: 'choice', label: 'Reward', options: rewardOptions } } },
};

const ladderStep: FieldsOf<NonNullable<Referral['ladder']>[number]> = {
  friends: { kind: 'whole', label: 'With friend number', min: 2, max: 1_000, starts: '5' },
  advocate: { kind: 'union', label: 'The member gets', kinds: thanks },
};

const referralFields: FieldsOf<Referral> = {
  friend: { kind: 'union', label: 'The friend gets', kinds: thanks },
  advocate: { kind: 'union', label: 'The member who brought them gets', kinds: thanks },
  ladder: {
    kind: 'list',
    label: 'More for the friend of a certain number',
    noun: 'step',
    optional: true,
    item: { kind: 'group', fields: ladderStep },
    min: 0,
    max: 10,
    empty: 'Every friend brings the same.',
    title: (item) => `Friend number ${textAt(item, ['friends']) || '?'}`,
    summary: (item) => (textAt(item, ['advocate', TAG]) === 'points' ? `${textAt(item, ['advocate', 'points'])} points` : 'a reward'),
  },
  minimumOrderMinor: { kind: 'money', label: 'The friend’s first order, at least', starts: '0.00' },
  newCustomersOnly: {
    kind: 'flag',
    plain: true,
    label: 'New customers only',
    starts: 'yes',
    help: 'Who has bought before is no friend to bring.',
  },
  vestDays: {
    kind: 'whole',
    label: 'Days until the thanks',
    min: 0,
    max: 365,
    starts: '30',
    suffix: 'days',
    help: 'After the friend’s order: usually your return window.',
  },
  limitPerAdvocate: limit('Friends one member can bring', false),
  inviteAfterOrder: {
    kind: 'flag',
    unlessSaid: true,
    label: 'Ask for friends by e-mail after an order',
    starts: 'yes',
    help: 'Only customers who agreed to your marketing e-mails, and nobody more often than every 180 days.',
  },
  from: { kind: 'day', label: 'First day', optional: true },
  to: { kind: 'day', label: 'Last day', optional: true },
};

export const referral: GroupSpec = {
  kind: 'group',
  label: 'Bringing friends',
  fields: referralFields,
  absentUnless: 'switch',
  switch: 'Members can bring friends',
};
