import path from 'node:path';
import type { Import, Source, Sources } from './sources.ts';

/** From the top down: a room may import what stands on a lower line. Rooms on one line do not know each other. */
const layers: readonly (readonly string[])[] = [
  // What is measured may be made up as the simulation makes it up.
  ['bench'],
  ['main', 'simulation', 'testing'],
  ['http'],
  ['views'],
  ['verification'],
  ['orders', 'compliance'],
  ['redemption', 'referrals', 'actions', 'analytics', 'approvals', 'notices'],
  ['mail'],
  ['members'],
  ['program', 'ledger', 'staff'],
  ['jobs', 'shopify', 'audit'],
  ['context'],
  ['config'],
  ['db'],
  ['core'],
];

/** Files that decide: they may import core and each other, and libraries that only compute. */
const pure = new Set(
  [
    'program/definition program/check program/earn program/estimate program/quote program/cart program/reward-terms program/shares program/tier program/tier-walk program/tier-period program/tier-second-book program/standing-reason program/words/standing program/words/benefits program/plain-words program/compare program/earn-context program/lot-days program/facts-needed program/context-needed program/reward-value program/check/warnings program/check/tiers program/check/references program/check/contradictions program/check/economy program/check/rhythm',
    'program/rate-is-least program/earn-terms program/earn-reasons program/earn-base program/earn-factors program/earn-fixed program/rounding',
    'program/words/changes program/words/terms program/words/say program/words/plural program/words/en program/words/de program/words/fr program/words/es program/words/ja program/words/th program/words/zh-tw program/words/standing/words program/words/standing/en program/words/standing/de program/words/standing/fr program/words/standing/es program/words/standing/ja program/words/standing/th program/words/standing/zh-tw program/words/reason-text orders/words members/words',
    'program/definition/common program/definition/tiers program/definition/earning program/definition/rewards program/definition/referral',
    'ledger/operations ledger/lots ledger/accounts ledger/movements ledger/check',
    'redemption/states redemption/codes referrals/suspicion referrals/disposable-domains referrals/states referrals/traces notices/occasions',
    'audit/actions staff/roles approvals/need approvals/states views/activity-words',
    'orders/award orders/difference orders/past',
    'mail/letter mail/footer mail/templates mail/templates/common mail/templates/points-expire mail/templates/referral-invitation mail/templates/referral-thanks',
    'actions/decide actions/words',
    'verification/recompute verification/recompute-numbers verification/recompute-lines verification/recompute-bonuses verification/recompute-caps verification/export/fold',
    'analytics/rows analytics/rfm analytics/lifetime-value analytics/retention analytics/liability',
  ].flatMap((line) => line.split(' ').map((file) => `server/${file}.ts`)),
);
const computing = new Set(['zod', 'big.js', 'luxon', 'uuid', 'node:crypto']);

export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** The room of a server file; files at the top of server/ are one room, "main", but for two low ones. */
export function roomOf(file: string): string | undefined {
  const [top, second, ...rest] = file.split('/');
  if (top !== 'server' || second === undefined) return undefined;
  if (rest.length > 0) return second;
  const name = second.replace(/\.ts$/, '');
  return name === 'context' || name === 'config' ? name : 'main';
}

/** Tests look behind doors and arrange what they need. */
export const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing(\/|\.ts$)|\/test-server\.ts$|^server\/simulation\//.test(file);

/** Everything that points the wrong way, in the order of the files. */
export function problemsOf(sources: Sources): Problem[] {
  const perFile = [...sources.values()].flatMap((source) => [
    ...source.imports.flatMap((one) => problemWith(source, one, sources).map((text) => ({ file: source.path, line: one.line, text }))),
    ...ambientProblems(source),
  ]);
  return [...perFile, ...circles(sources)];
}

function problemWith(source: Source, one: Import, sources: Sources): string[] {
  const found = [betweenHouses(source, one)];
  if (!isTest(source.path))
    found.push(
      productOnly(source.path, one),
      downward(source, one),
      throughTheDoor(source, one),
      pureOnly(source, one, sources),
      special(source, one),
    );
  return found.filter((text) => text !== undefined);
}

/** server, devstore, extensions, web and e2e share nothing but the types of the API. */
function betweenHouses({ path: from }: Source, { to, local, typeOnly }: Import): string | undefined {
  const [house] = from.split('/');
  if (to === '@laurel/server/api' && (house === 'web' || house === 'extensions')) {
    return typeOnly ? undefined : `takes more than types from the server's API`;
  }
  if (to.startsWith('@laurel/server')) return `${house} imports from the server`;
  const other = local ? to.split('/')[0] : undefined;
  if (other === undefined || other === house || house === '.ci') return undefined;
  if (other === '.ci' && isHarness(from)) return undefined;
  const drivesTheDevStore = (house === 'server' && (roomOf(from) === 'main' || isTest(from))) || (house === 'e2e' && isHarness(from));
  if (other === 'devstore' && drivesTheDevStore) return undefined;
  if (house === 'prisma' && isTest(from)) return undefined;
  return `${house} imports from ${other}`;
}

const isHarness = (file: string): boolean => /^e2e\/[^/]+\.ts$/.test(file);

function productOnly(from: string, { to, local }: Import): string | undefined {
  return local && isTest(to) && roomOf(from) !== 'bench' ? 'imports what is only for tests' : undefined;
}

function downward({ path: from }: Source, { to, local }: Import): string | undefined {
  const [here, there] = [roomOf(from), local ? roomOf(to) : undefined];
  if (here === undefined || there === undefined || here === there) return undefined;
  const [high, low] = [layerOf(here), layerOf(there)];
  if (high === -1) return `${here} has no place among the rooms; give it one in .ci/rules.ts`;
  return high < low ? undefined : `${here} may not import ${there}`;
}

const layerOf = (room: string): number => layers.findIndex((layer) => layer.includes(room));

/** core has no door: its files are words that every room uses. */
function throughTheDoor({ path: from }: Source, { to, local }: Import): string | undefined {
  const [here, there] = [roomOf(from), local ? roomOf(to) : undefined];
  if (here === undefined || there === undefined || here === there) return undefined;
  if (['core', 'context', 'config'].includes(there) || isTest(to) || to === `server/${there}/index.ts`) return undefined;
  // Clients type-check the shapes without the server; the door would bring it along.
  if (/^server\/views\/([a-z-]+-)?shapes\.ts$/.test(from) && pure.has(to)) return undefined;
  // The server's own start may put http together file by file: the files are its routes.
  if (here === 'main' && there === 'http') return undefined;
  return `reaches past server/${there}/index.ts to ${path.posix.basename(to)}`;
}

function pureOnly({ path: from }: Source, { to, local, names }: Import, sources: Sources): string | undefined {
  if (!pure.has(from)) return undefined;
  const allowed = (file: string) => pure.has(file) || roomOf(file) === 'core';
  if (!local) return computing.has(to) ? undefined : `decides, and so may not import ${to}`;
  const door = sources.get(to);
  const behind = names.length > 0 && to.endsWith('/index.ts') ? names.map((name) => door?.handsOn.get(name) ?? to) : [to];
  return behind.every(allowed) ? undefined : `decides, and so may import only core and other files that decide, not ${to}`;
}

function special({ path: from }: Source, { to, local }: Import): string | undefined {
  const here = roomOf(from);
  if (here === 'http' && !local && /^(@prisma\/|pg$)/.test(to)) return 'http may not touch the database';
  if (here === 'http' && local && to.startsWith('server/db/client/')) return 'http may not touch Prisma';
  const domain = ['views', 'verification', 'orders', 'redemption', 'members', 'program', 'ledger'];
  if (from === 'server/http/webhooks.ts' && local && domain.includes(roomOf(to) ?? ''))
    return 'takes webhooks in, and so may know no domain room';
  return undefined;
}

function ambientProblems({ path: file, ambient }: Source): Problem[] {
  const room = roomOf(file);
  if (room === undefined || room === 'main' || room === 'bench' || isTest(file)) return [];
  return ambient.map(({ what, line }) => ({ file, line, text: `helps itself to ${what}; below main it is handed in` }));
}

/** Files that import each other, directly or in a ring. Types may: they are gone when the code runs. */
function circles(sources: Sources): Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      const ring = [...trail.slice(trail.indexOf(file)), file];
      problems.push({ file, line: 1, text: `is part of a circle: ${ring.join(' → ')}` });
      return;
    }
    if (done.has(file)) return;
    for (const one of sources.get(file)?.imports ?? []) if (one.local && !one.typeOnly) visit(one.to, [...trail, file]);
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return problems;
}

/** For each room the rooms it imports, from the top down. */
export function importMap(sources: Sources): [room: string, imports: string[]][] {
  const map = new Map<string, Set<string>>();
  for (const { path: file, imports } of sources.values()) {
    const room = roomOf(file);
    if (room === undefined || isTest(file)) continue;
    const targets = imports.flatMap(({ to, local }) => (local ? (roomOf(to) ?? []) : [])).filter((target) => target !== room);
    map.set(room, new Set([...(map.get(room) ?? []), ...targets]));
  }
  const byLayer = (a: string, b: string) => layerOf(a) - layerOf(b) || a.localeCompare(b);
  return [...map].sort(([a], [b]) => byLayer(a, b)).map(([room, targets]) => [room, [...targets].sort(byLayer)]);
}
