import { expect, it } from 'vitest';
import { defaultDefinition, factsNeeded, type Definition } from './index.ts';

const plain = defaultDefinition('USD');
const bonus = { id: 'bonus', name: 'Bonus', factorHundredths: 200 };
const campaign = { id: 'may', name: 'May', from: '2026-05-01', to: '2026-05-31' };

function earning(change: Partial<Definition['earning']>): Definition {
  return { ...plain, earning: { ...plain.earning, ...change } };
}
const rule = (one: Definition['earning']['rules'][number]): Definition => earning({ rules: [...plain.earning.rules, one] });
const run = (one: NonNullable<Definition['campaigns']>[number]): Definition => ({ ...plain, campaigns: [one] });

it.each<[what: string, definition: Definition, needed: string[]]>([
  ['the rate alone', plain, []],
  ['a bonus on a vendor', rule({ ...bonus, kind: 'line-factor', match: { vendors: ['Glow'] } }), []],
  ['a bonus on a tag', rule({ ...bonus, kind: 'line-factor', match: { tags: ['vegan'] } }), []],
  ['a bonus on a channel', rule({ ...bonus, kind: 'channel-factor', channels: ['pos'] }), []],
  ['a bonus on a collection', rule({ ...bonus, kind: 'line-factor', match: { collections: ['9001'] } }), ['collections']],
  [
    'points for a collection',
    rule({ id: 'p', name: 'P', kind: 'line-points', points: 5, match: { collections: ['9001'] } }),
    ['collections'],
  ],
  [
    'a campaign on a collection',
    run({ ...campaign, effect: { kind: 'factor', factorHundredths: 200, match: { collections: ['9001'] } } }),
    ['collections'],
  ],
  ['a collection that earns nothing', earning({ exclude: { lines: { collections: ['9001'] } } }), ['collections']],
  ['subscriptions', rule({ ...bonus, kind: 'subscription-factor' }), ['subscriptions']],
  [
    'a campaign for tagged customers',
    run({ ...campaign, audience: { customerTags: ['vip'] }, effect: { kind: 'bonus', points: 5, minimumOrderMinor: 0 } }),
    ['customerTags'],
  ],
  ['tagged customers earn nothing', earning({ exclude: { customerTags: ['staff'] } }), ['customerTags']],
  ['sale lines earn nothing', earning({ exclude: { saleLines: true } }), ['saleLines']],
  ['lines with a code earn nothing', earning({ exclude: { codeLines: true } }), ['codeLines']],
  ['tax counts', earning({ include: { tax: true } }), ['tax']],
  ['shipping and duties count', earning({ include: { shipping: true, duties: true } }), ['duties', 'shipping']],
  ['tips count', earning({ include: { tips: true } }), ['tips']],
  ['gift cards count', earning({ include: { giftCards: true } }), []],
  [
    'a rate in yen',
    { ...plain, tiers: plain.tiers.map((tier) => ({ ...tier, rateIn: { JPY: { points: 1, perMajorUnits: 100 } } })) },
    ['paidCurrency'],
  ],
  ['points vest after some days', earning({ vesting: { kind: 'after-days', days: 14 } }), []],
  ['points vest when the order is sent', earning({ vesting: { kind: 'on-fulfilment', days: 0 } }), ['dispatch']],
  ['points vest after the return window', earning({ vesting: { kind: 'return-window', days: 14 } }), ['dispatch']],
])('%s', (_what, definition, needed) => {
  const yes = (definitions: Definition[]) =>
    Object.entries(factsNeeded(definitions))
      .flatMap(([need, is]) => (is ? [need] : []))
      .sort();
  expect(yes([definition])).toEqual(needed);
  // What one version once needed is needed as long as there are orders of it.
  expect(yes([definition, plain])).toEqual(needed);
});
