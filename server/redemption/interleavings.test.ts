import { expect, it } from 'vitest';
import { after, type Event, type State } from './states.ts';

/**
 * One redemption of a code, with everybody who acts on it. Each act is one step that the others can come between, as in the code:
 * outside calls and transactions are steps of their own, and a process can die after any of them.
 */
interface World {
  readonly state: State;
  readonly points: 'held' | 'used' | 'back' | 'owed';
  /** What Shopify has: no code, one that works, one that is off. */
  readonly code: 'none' | 'on' | 'off';
  /** The order that carries the code. `taken` before it is paid. */
  readonly order: 'none' | 'taken' | 'paid' | 'cancelled';
  /** Calls that make the code: on their way to Shopify, however often and late they arrive. */
  readonly making: number;
  /** How far the release in hand is; a crash loses it, and the job begins anew. */
  readonly release: 'no' | 'looked: none' | 'off' | 'asked: unused';
  /** What we were told of the order that made Shopify's count of uses one too many. */
  readonly forgiven: boolean;
  /** Webhooks of the order on their way; each may come twice. */
  readonly paidNews: number;
  readonly cancelledNews: number;
}

const beginning: World = {
  state: 'held',
  points: 'held',
  code: 'none',
  order: 'none',
  making: 0,
  release: 'no',
  forgiven: false,
  paidNews: 0,
  cancelledNews: 0,
};

/** How often the same call or webhook can be under way at once. */
const copies = 2;
/** Steps from the beginning: no state is new after fewer, so that every interleaving of any length is looked at. */
const depthMax = 40;

type Law = 'as built' | 'Shopify counts late' | 'gives back before it asks' | 'gives back a code that was never made';

function steps(w: World, law: Law): World[] {
  const next: World[] = [];
  const add = (change: Partial<World>) => next.push({ ...w, ...change });
  const on = (event: Event): State => {
    const state = after(w.state, event);
    if (state === undefined) throw new Error(`${event} in ${w.state}`);
    return state;
  };
  // The worker, the door or a repeat of either asks for the code; Shopify acts at once, late, or without our hearing of it.
  if (w.state === 'held' && w.making < copies) add({ making: w.making + 1 });
  if (w.making > 0) {
    const code = w.code === 'none' ? 'on' : w.code;
    add({ making: w.making - 1, code });
    add({ making: w.making - 1, code, state: on('code-made') });
    add({ making: w.making - 1 });
    // The answer is lost and the call goes on: it may arrive again, later.
    add({ code });
  }
  // The shopper undoes it, checkout refuses it, its time or its lease runs out.
  if (w.state === 'held' || w.state === 'issued') add({ state: on('give-up') });
  // The shopper takes the code to checkout, pays or does not.
  if (w.code === 'on' && w.order === 'none') {
    add({ order: 'taken' });
    add({ order: 'paid', paidNews: 1 });
  }
  if (w.order === 'taken') {
    add({ order: 'paid', paidNews: 1 });
    add({ order: 'cancelled', cancelledNews: 1 });
  }
  // Webhooks come, come again, and come in any order; a lost one is made up for by asking.
  if (w.paidNews > 0) {
    const points = w.state === 'released' ? 'owed' : 'used';
    add({ paidNews: w.paidNews - 1, ...(w.state === 'captured' ? {} : { state: on('paid'), points }) });
    if (w.paidNews < copies) add({ paidNews: w.paidNews + 1 });
  }
  if (w.cancelledNews > 0) {
    const letGo = w.state === 'captured' || w.state === 'released' ? {} : { state: on('give-up'), forgiven: true };
    add({ cancelledNews: w.cancelledNews - 1, ...letGo });
    if (w.cancelledNews < copies) add({ cancelledNews: w.cancelledNews + 1 });
  }
  return [...next, ...releaseSteps(w, law)];
}

/** switch off → ask → give back; a code that is not there is made, ended. The process can die between any two. */
function releaseSteps(w: World, law: Law): World[] {
  if (w.state !== 'releasing') return w.release === 'no' ? [] : [{ ...w, release: 'no' }];
  const uses = w.order === 'none' ? 0 : 1;
  switch (w.release) {
    case 'no': {
      if (law === 'gives back before it asks') return [{ ...w, release: 'asked: unused' }];
      if (w.code === 'none') return [{ ...w, release: 'looked: none' }];
      return [{ ...w, code: 'off', release: 'off' }];
    }
    case 'looked: none':
      if (law === 'gives back a code that was never made')
        return [
          { ...w, release: 'asked: unused' },
          { ...w, release: 'no' },
        ];
      // Our ended code, or the one that a late call made meanwhile: its name is taken, and it is switched off.
      return [
        { ...w, code: 'off', release: 'off' },
        { ...w, release: 'no' },
      ];
    case 'off':
      return [
        { ...w, release: uses > (w.forgiven ? 1 : 0) ? 'no' : 'asked: unused' },
        ...(law === 'Shopify counts late' ? [{ ...w, release: 'asked: unused' as const }] : []),
        { ...w, release: 'no' },
      ];
    case 'asked: unused':
      return [
        { ...w, state: after(w.state, 'found-unused') ?? w.state, points: 'back', release: 'no' },
        { ...w, release: 'no' },
      ];
  }
}

function wrong(w: World): string | undefined {
  const discounted = w.order === 'taken' || w.order === 'paid';
  if (discounted && (w.points === 'back' || w.points === 'owed')) return 'somebody has the discount and got the points back';
  if (w.points === 'back' && w.code === 'on') return 'the points are back and the code works';
  if (w.points === 'used' && w.order !== 'paid') return 'points are used without a paid order';
  if ((w.state === 'captured') !== (w.points === 'used' || w.points === 'owed')) return 'captured is not used';
  if ((w.state === 'released') !== (w.points === 'back')) return 'released is not back';
  return undefined;
}

/** Nobody has anything left to do of themselves: then used rewards are rewards on paid orders. */
function atRest(w: World): boolean {
  return w.paidNews === 0 && w.cancelledNews === 0 && w.making === 0 && w.release === 'no';
}

function explore(law: Law) {
  const seen = new Map<string, World>([[JSON.stringify(beginning), beginning]]);
  let front = [beginning];
  let depth = 0;
  let transitions = 0;
  const findings = new Set<string>();
  for (; front.length > 0 && depth < depthMax; depth++) {
    const following: World[] = [];
    for (const world of front) {
      for (const next of steps(world, law)) {
        transitions += 1;
        const finding = wrong(next);
        if (finding !== undefined) findings.add(finding);
        const name = JSON.stringify(next);
        if (seen.has(name)) continue;
        seen.set(name, next);
        following.push(next);
      }
    }
    front = following;
  }
  const worlds = [...seen.values()];
  return { worlds, transitions, depth, unexplored: front.length, findings: [...findings] };
}

/** Every world that can be reached from one by what the worker does of itself. */
function settles(world: World): boolean {
  let front = [world];
  const seen = new Set(front.map((one) => JSON.stringify(one)));
  while (front.length > 0) {
    const following: World[] = [];
    for (const one of front) {
      if (one.state === 'released' || one.state === 'captured') return true;
      for (const next of [...releaseSteps(one, 'as built'), ...news(one)]) {
        const name = JSON.stringify(next);
        if (!seen.has(name)) following.push(next);
        seen.add(name);
      }
    }
    front = following;
  }
  return false;
}

function news(w: World): World[] {
  return w.paidNews > 0 || w.cancelledNews > 0 ? steps(w, 'as built') : [];
}

it('in every interleaving, used rewards are rewards on paid orders, and nobody has both the discount and the points', () => {
  const { depth, findings, transitions, unexplored, worlds } = explore('as built');
  console.info(`${worlds.length} states, ${transitions} transitions, all within ${depth} steps; ${worlds.filter(atRest).length} at rest`);
  expect(unexplored).toBe(0);
  expect(findings).toEqual([]);
  for (const world of worlds.filter(atRest)) {
    expect({ world, used: world.points === 'used' }).toEqual({ world, used: world.order === 'paid' });
  }
  // So that a model that lost a step by accident is noticed.
  expect([worlds.length, transitions, depth]).toEqual([207, 1052, 12]);
});

it('every release comes to an end by itself, unless its order is still to be paid or cancelled', () => {
  const stuck = explore('as built').worlds.filter((world) => world.state === 'releasing' && !settles(world));
  expect(new Set(stuck.map(({ order }) => order))).toEqual(new Set(['taken']));
});

it('should Shopify count a use late, the points come back for a while, and the paid order takes them again', () => {
  const { findings, worlds } = explore('Shopify counts late');
  expect(findings).toEqual(['somebody has the discount and got the points back']);
  for (const world of worlds.filter(atRest)) {
    expect({ world, captured: world.state === 'captured' }).toEqual({ world, captured: world.order === 'paid' });
  }
});

it.each([
  ['gives back before it asks', 'somebody has the discount and got the points back'],
  ['gives back a code that was never made', 'the points are back and the code works'],
] as const)('a server that %s is found out', (law, finding) => {
  expect(explore(law).findings).toContain(finding);
});
