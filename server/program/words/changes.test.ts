import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defaultDefinition, definitionSchema, type Definition } from '../definition.ts';
import { fullDefinition } from '../testing.ts';
import { describeChanges } from './changes.ts';

const usual = defaultDefinition('USD');
const [fan, pro, icon] = usual.tiers as [Definition['tiers'][0], Definition['tiers'][0], Definition['tiers'][0]];

test.each<[string, Partial<Definition>, string[]]>([
  ['nothing', {}, []],
  ['the name', { name: 'Shine' }, ['The programme’s name: Glow Club → Shine.']],
  ['a tier’s name', { tiers: [fan, { ...pro, name: 'Gold' }, icon] }, ['Pro’s name: Pro → Gold.']],
  ['a threshold', { tiers: [fan, { ...pro, thresholdMinor: 175_00 }, icon] }, ['Pro’s threshold: $150.00 → $175.00.']],
  ['a rate', { tiers: [fan, pro, { ...icon, pointsPerMajorUnit: 8 }] }, ['Icon’s points per $1: 6 → 8.']],
  ['benefits', { tiers: [fan, { ...pro, perks: [] }, icon] }, ['Pro’s benefits: Double points, Birthday surprise → none.']],
  ['a tier more', { tiers: [fan, pro, icon, { ...icon, id: 'star', name: 'Star' }] }, ['New tier: Star.']],
  ['a tier less', { tiers: [fan, icon] }, ['The tier Pro is gone.']],
  ['tiers in another order', { tiers: [fan, icon, pro] }, ['The order of the tiers: Fan, Icon, Pro.']],
  ['the hold', { redemption: { holdMinutes: 90 } }, ['How long a code stays good: 1 hour → 90 minutes.']],
  [
    'a reward’s price and what it gives',
    { rewards: usual.rewards.map((reward) => (reward.kind === 'amount' ? { ...reward, points: 1_200, amountMinor: 5_00 } : reward)) },
    ['$3 off’s price: 100 points → 1,200 points.', 'What $3 off gives: $3.00 off the order → $5.00 off the order.'],
  ],
  [
    'the window',
    { qualification: { ...usual.qualification, period: { kind: 'calendar-year', lasts: 'next-year' } } },
    [
      'What counts for tiers: what they did in the last 12 months → what they did in the calendar year, to last until the end of the next year.',
    ],
  ],
  [
    'expiry',
    { earning: { ...usual.earning, expiry: { kind: 'never' } } },
    ['When points expire: 12 months after they were earned → never.'],
  ],
  [
    'a campaign',
    {
      campaigns: [
        { id: 'c', name: 'Double November', from: '2026-11-01', to: '2026-11-30', effect: { kind: 'factor', factorHundredths: 200 } },
      ],
    },
    ['New campaign: Double November.'],
  ],
])('a change of %s is told in words', (_, change, sentences) => {
  expect(describeChanges(usual, { ...usual, ...change })).toEqual(sentences);
});

type Path = readonly (string | number)[];

describe('nothing changes in silence', () => {
  const full = fullDefinition();
  const leaves = leavesOf(full).filter(([last]) => last !== 'schema');

  test('the definition all of whose settings are tried is one, and has every setting there is', () => {
    expect(definitionSchema.safeParse(full).error?.issues ?? []).toEqual([]);
    const tried = new Set(leaves.flatMap((path) => path.map((step) => (typeof step === 'number' ? '' : step))));
    const missing = namesIn(z.toJSONSchema(definitionSchema, { unrepresentable: 'any' })).filter((name) => !tried.has(name));
    // Kinds that are alternatives of one that is there: their settings are told by the same words.
    expect(missing.toSorted()).toEqual(['lasts', 'schema']);
  });

  test.each(leaves.map((path) => [path.join('.'), path] as const))('%s', (_, path) => {
    expect(describeChanges(full, withOther(full, path))).not.toEqual([]);
  });

  test.each(optionalPaths(full).map((path) => [path.join('.'), path] as const))('%s, left out', (_, path) => {
    expect(describeChanges(full, without(full, path))).not.toEqual([]);
    expect(describeChanges(without(full, path), full)).not.toEqual([]);
  });
});

/** Every place at which something stands that is no object and no list. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** Every place that the schema can do without. */
function optionalPaths(full: Definition): Path[] {
  const inner = (value: unknown, path: Path): Path[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, one]) => {
          const here = [...path, Array.isArray(value) ? Number(key) : key];
          const canGo = definitionSchema.safeParse(without(full, here)).success;
          return [...(canGo ? [here] : []), ...inner(one, here)];
        });
  // What stands for nothing (a unit of 1, rounding per order) may be said or left out.
  const same = new Set(['earning.perMajorUnits', 'earning.roundingPer']);
  return inner(full, []).filter((path) => !same.has(path.join('.')));
}

const others: Readonly<Record<string, readonly unknown[]>> = {
  need: ['any', 'all'],
  drop: ['recompute', 'one-step'],
  rounding: ['down', 'up'],
  roundingPer: ['order', 'line'],
  clawback: ['never', 'unlimited'],
  giveBack: ['never', 'fair-share'],
  per: ['day', 'month'],
  currency: ['USD', 'EUR'],
};
const kinds: Readonly<Record<string, unknown>> = {
  'qualification.period': { kind: 'lifetime' },
  'earning.vesting': { kind: 'after-days', days: 14 },
  'earning.expiry': { kind: 'never' },
};

function withOther(full: Definition, path: Path): Definition {
  const last = String(path.at(-1));
  const parent = path.slice(0, -1);
  if (last === 'kind') return replaced(full, parent, otherKind(parent, at(full, parent)));
  const was = at(full, path);
  const choices = others[last];
  if (choices && typeof was === 'string' && choices.includes(was))
    return replaced(
      full,
      path,
      choices.find((one) => one !== was),
    );
  if (typeof was === 'number') return replaced(full, path, was + 1);
  if (typeof was === 'boolean') return parent[0] === 'referral' || last === 'every' ? replaced(full, path, !was) : without(full, path);
  return replaced(full, path, `${String(was)}x`);
}

/** The same thing of another kind, with whatever that kind needs. */
function otherKind(path: Path, was: unknown): unknown {
  const named = kinds[path.join('.')];
  if (named !== undefined) return named;
  const { kind, ...rest } = was as { kind: string } & Record<string, unknown>;
  const [top] = path;
  if (top === 'rewards')
    return kind === 'gift-card' ? { ...rest, kind: 'store-credit' } : { ...rest, kind: 'gift-card', amountMinor: 1_00 };
  if (top === 'actions') return { ...rest, kind: 'review' };
  if (top === 'campaigns')
    return kind === 'bonus' ? { kind: 'factor', factorHundredths: 300 } : { kind: 'bonus', points: 7, minimumOrderMinor: 0 };
  if (path[1] === 'rules')
    return kind === 'purchase'
      ? { id: rest['id'], name: 'x', kind: 'first-order', points: 3 }
      : { ...rest, kind: 'first-order', points: 3 };
  if (path[1] === 'expiryOf') return { kind: 'months-after-earning', months: 77 };
  return kind === 'points' ? { kind: 'reward', rewardId: 'r-card' } : { kind: 'points', points: 77 };
}

function at(root: unknown, path: Path): unknown {
  return path.reduce((value, step) => (value as Record<string | number, unknown>)[step], root);
}

function replaced(full: Definition, path: Path, value: unknown): Definition {
  const copy = structuredClone(full);
  (at(copy, path.slice(0, -1)) as Record<string | number, unknown>)[path.at(-1) ?? ''] = value;
  return copy;
}

function without(full: Definition, path: Path): Definition {
  const copy = structuredClone(full);
  const parent = at(copy, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1);
  else delete (parent as Record<string, unknown>)[String(path.at(-1))];
  return copy;
}

/** Every name of a setting in the schema. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...new Set([...own, ...Object.values(schema).flatMap(namesIn)])];
}
