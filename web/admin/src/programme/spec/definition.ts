import type { Definition } from '@laurel/server/api';
import type { FieldsOf, GroupSpec } from '../../form/spec.ts';
import type { Path } from '../../form/json.ts';
import { actions, campaigns, referral } from './bonuses.ts';
import { earning } from './earning.ts';
import { redemption, rewards } from './rewards.ts';
import { qualification, tiers } from './tiers.ts';

const economy: FieldsOf<NonNullable<Definition['economy']>> = {
  marginPercent: {
    kind: 'whole',
    label: 'Margin',
    min: 0,
    max: 100,
    optional: true,
    suffix: '%',
    help: 'Share of net spend that is left after the goods are paid. Laurel warns when points cost more.',
  },
  pointValueMicros: {
    kind: 'micros',
    label: 'What a point costs you',
    optional: true,
    help: 'When it is used, for example 0.01. Empty: reckoned by the cheapest reward.',
  },
};

const fields: FieldsOf<Definition> = {
  schema: { kind: 'fixed' },
  name: { kind: 'text', label: 'Programme name', max: 60, help: 'Shoppers read it on their account page and at checkout.' },
  currency: { kind: 'fixed' },
  tiers,
  qualification,
  earning,
  actions,
  campaigns,
  rewards,
  redemption: { kind: 'group', label: 'Codes', fields: redemption },
  referral,
  economy: {
    kind: 'group',
    label: 'What you reckon with',
    help: 'Only for warnings and for the cost of a draft; shoppers never see it.',
    absentUnless: 'marginPercent',
    fields: economy,
  },
};

/** The whole programme as fields: what each is called, what it takes, and how it is read. */
export const definitionSpec: GroupSpec = { kind: 'group', fields };

/** A part of the draft's pages: some places of the definition under one heading. */
export interface Part {
  readonly id: string;
  readonly label: string;
  readonly places: readonly Path[];
}

export const parts: readonly Part[] = [
  { id: 'tiers', label: 'Tiers', places: [['tiers'], ['qualification']] },
  {
    id: 'earning',
    label: 'Earning',
    places: [
      ['earning', 'rules'],
      ['earning', 'perMajorUnits'],
      ['earning', 'rounding'],
      ['earning', 'roundingPer'],
      ['earning', 'minimumOrderMinor'],
      ['earning', 'include'],
      ['earning', 'exclude'],
      ['earning', 'caps'],
    ],
  },
  { id: 'actions', label: 'Actions', places: [['actions']] },
  { id: 'campaigns', label: 'Campaigns', places: [['campaigns']] },
  { id: 'rewards', label: 'Rewards', places: [['rewards'], ['redemption']] },
  {
    id: 'points',
    label: 'Life of points',
    places: [
      ['earning', 'vesting'],
      ['earning', 'expiry'],
      ['earning', 'expiryNoticeDays'],
      ['earning', 'clawback'],
      ['earning', 'expiryOf'],
    ],
  },
  { id: 'referral', label: 'Friends', places: [['referral']] },
  { id: 'general', label: 'Name and economy', places: [['name'], ['economy']] },
];

/** The part a place of the definition is edited in; the first when none is. */
export function partOf(path: Path): Part {
  const holds = (part: Part) => part.places.some((place) => place.every((step, index) => path[index] === step));
  const found = parts.find(holds) ?? parts[0];
  if (found === undefined) throw new Error('there are parts');
  return found;
}
