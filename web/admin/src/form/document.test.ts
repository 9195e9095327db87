import { expect, test } from 'vitest';
import { definitionSpec } from '../programme/spec/definition.ts';
import { fullDefinition } from '../testing/full.ts';
import { sampleDefinition } from '../testing/sample.ts';
import { documentOf, fresh, treeOf, withKind, TAG } from './document.ts';
import type { Json } from './json.ts';
import { rewards } from '../programme/spec/rewards.ts';
import { tiers } from '../programme/spec/tiers.ts';
import { put, textAt } from './tree.ts';

const USD = 'USD';
const treeFor = (definition: unknown) => treeOf(definitionSpec, definition as Json, USD);
const read = (tree: ReturnType<typeof treeFor>) => documentOf(definitionSpec, tree, USD);

test.each([
  ['that promises everything', fullDefinition],
  ['that promises little', sampleDefinition],
])('a programme %s is the same document after being put into fields and read again', (_, definition) => {
  const { document, problems } = read(treeFor(definition));
  expect(problems).toEqual([]);
  expect(document).toEqual(definition);
});

test.each([
  ['money', ['rewards', 0, 'amountMinor'], '4.5', 450],
  ['money without decimals', ['tiers', 1, 'thresholdMinor'], '1,200', 1200_00],
  ['a factor', ['earning', 'rules', 1, 'factorHundredths'], '2.25', 225],
  ['a factor with its sign', ['earning', 'rules', 1, 'factorHundredths'], '3x', 300],
  ['the worth of a point', ['economy', 'pointValueMicros'], '0.0125', 12_500],
  ['texts between commas', ['earning', 'exclude', 'customerTags'], 'staff, press ,', ['staff', 'press']],
  ['texts a line each', ['tiers', 1, 'perks'], 'One, two\n\nThree', ['One, two', 'Three']],
  ['numbers', ['earning', 'expiryNoticeDays'], '14, 3', [14, 3]],
  ['a name with blanks around', ['name'], '  Club ', 'Club'],
])('%s is read from what is typed', (_, path, text, value) => {
  const { document, problems } = read(put(treeFor(fullDefinition), path, text));
  expect(problems).toEqual([]);
  expect(path.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document)).toEqual(value);
});

test.each([
  [['rewards', 0, 'points'], 'many', 'Enter a whole number, for example 4.'],
  [['rewards', 0, 'points'], '0', 'Enter 1 or more.'],
  [['rewards', 0, 'amountMinor'], '0', 'Enter at least 0.01.'],
  [['earning', 'rules', 1, 'factorHundredths'], '1', 'Enter 1.01 or more.'],
  [['earning', 'rules', 1, 'factorHundredths'], '1.555', 'Use at most 2 decimals.'],
  [['earning', 'expiryNoticeDays'], '7, soon', 'Enter a whole number, for example 4. Put commas between them.'],
  [['campaigns', 0, 'from'], '', 'Choose a day.'],
  [['name'], ' ', 'Give it a name.'],
])('%s says what is wrong with "%s", and the document keeps it as typed', (path, text, problem) => {
  const { document, problems } = read(put(treeFor(fullDefinition), path, text));
  expect(problems).toEqual([{ path, message: problem }]);
  expect(path.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document)).toBe(text);
});

test('what could not be read is in its field again when the draft is opened', () => {
  const kept = read(put(treeFor(fullDefinition), ['rewards', 0, 'points'], 'many')).document;
  expect(textAt(treeFor(kept), ['rewards', 0, 'points'])).toBe('many');
});

test.each([
  ['a limit, by its number', ['rewards', 0, 'limitPerMember', 'times'], '', ['rewards', 0, 'limitPerMember']],
  ['what is reckoned with, by its margin', ['economy', 'marginPercent'], '', ['economy']],
  ['bringing friends, by its switch', ['referral', '$on'], '', ['referral']],
  ['a gift, by choosing none', ['tiers', 1, 'entryGift', 'kind'], '', ['tiers', 1, 'entryGift']],
  ['a translation', ['tiers', 1, 'perksIn', 'fr'], '', ['tiers', 1, 'perksIn']],
])('%s is left out of the document', (_, path, text, gone) => {
  const { document, problems } = read(put(treeFor(fullDefinition), path, text));
  expect(problems).toEqual([]);
  expect(gone.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document)).toBeUndefined();
});

test('a new item starts with what makes sense, and has an id', () => {
  const made = documentOf(tiers.item, fresh(tiers.item, '', { id: 'tier-1' }, 'tier-1'), USD);
  expect(made.problems).toEqual([]);
  expect(made.document).toEqual({ id: 'tier-1', name: 'New tier', pointsPerMajorUnit: 1, thresholdMinor: 0, perks: [] });
});

test.each(Object.keys(rewards.item.kind === 'union' ? rewards.item.kinds : {}))(
  'a new reward of the kind %s has no problem a field would tell',
  (kind) => {
    const { problems } = documentOf(rewards.item, fresh(rewards.item, kind, { id: 'r' }, 'r'), USD);
    // A product must be chosen: there is none to start with.
    expect(problems.map(({ path }) => path[0])).toEqual(kind === 'product' ? ['productId'] : []);
  },
);

test('another kind keeps what was typed, and follows in what was not', () => {
  if (rewards.item.kind !== 'union') throw new Error('rewards have kinds');
  const amount = fresh(rewards.item, 'amount', { id: 'r' }, 'r');
  const typed = put(amount, ['points'], '777');
  const card = withKind(rewards.item, typed, 'gift-card');
  expect([card['name'], card['points'], card['amountMinor'], card[TAG]]).toEqual(['Gift card', '777', '10.00', 'gift-card']);
  const named = withKind(rewards.item, put(typed, ['name'], 'Thanks'), 'gift-card');
  expect(named['name']).toBe('Thanks');
  expect(withKind(rewards.item, card, 'amount')['on']).toEqual(amount['on']);
});

test('a limit that was not there needs only its number, and friends only the switch', () => {
  const limited = read(put(treeFor(sampleDefinition), ['rewards', 0, 'limitPerMember', 'times'], '2'));
  expect(limited.problems).toEqual([]);
  expect(limited.document).toMatchObject({ rewards: [{ limitPerMember: { times: 2, per: 'ever' } }, {}, {}] });
  const friends = read(put(treeFor(sampleDefinition), ['referral', '$on'], 'yes'));
  expect(friends.problems).toEqual([]);
  expect(friends.document).toMatchObject({ referral: { friend: { kind: 'points', points: 500 }, newCustomersOnly: true, vestDays: 30 } });
});
