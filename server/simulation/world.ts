import { LaurelError } from '../core/errors.ts';
import type { LogLine, Box } from './box.ts';
import { hourMs } from './clock.ts';
import { Crash, startProcess, type Process, type Trouble } from './faults.ts';
import type { Mail } from './mail.ts';
import type { Random } from './random.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
  /** undefined: buys as a guest, has no account yet. */
  customerId: string | undefined;
  /** Codes they got and have not given up. */
  codes: { readonly redemptionId: string; readonly code: string }[];
}

export interface Placed {
  readonly orderId: string;
  readonly name: string;
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
  paid: boolean;
}

/** Everything one run of the simulation knows. */
export interface World {
  readonly box: Box;
  readonly random: Random;
  readonly mail: Mail;
  readonly people: Person[];
  readonly orders: Placed[];
  /** What was done to the server and to Shopify, by name. */
  readonly injected: Map<string, number>;
  /** What must not have happened. Empty is good. */
  readonly problems: string[];
  readonly heard: LogLine[];
  /** When each version of the programme was published, by a clock that is right. */
  readonly publications: Map<number, Date>;
}

/** What ails one process. */
export interface Ailment {
  readonly trouble?: Trouble | undefined;
  /** Its clock is wrong by so much, ahead or behind. */
  readonly clockOffMs?: number | undefined;
}

export function count(world: World, what: string): void {
  world.injected.set(what, (world.injected.get(what) ?? 0) + 1);
}

/**
 * Lets processes of the server do something, each with its trouble. What a trouble explains is a note; any other failure is a
 * problem. Answers what happened, in a few words.
 */
export async function serve(
  world: World,
  ailments: readonly Ailment[],
  work: (process: Process, i: number) => Promise<string>,
  shopifyFails = false,
): Promise<string> {
  world.heard.length = 0;
  // Each with chance of its own: who of two is faster must not change what either draws.
  const troubles = ailments.map(({ trouble }) => trouble);
  const processes = ailments.map((ailment) => runOn(world, world.random.fork(), ailment));
  const notes = await Promise.all(
    processes.map(async (process, i) => {
      try {
        return await work(process, i);
      } catch (error) {
        return explained(error, kindOf(troubles[i], process), shopifyFails) ?? reported(world, error);
      }
    }),
  );
  const kinds = processes.map((process, i) => kindOf(troubles[i], process));
  for (const kind of kinds) if (kind) count(world, kind);
  if (!shopifyFails && !kinds.some(breaks)) {
    for (const { msg, detail, err } of world.heard) world.problems.push(`${msg}: ${detail ?? err?.stack ?? err?.message ?? ''}`);
  }
  return [...notes, ...ailments.flatMap(clockNote), ...processes.flatMap((process, i) => struckNote(troubles[i], process))].join('; ');
}

/** A process of the server with chance, and perhaps a clock, of its own. */
export function runOn({ box }: World, random: Random, { clockOffMs = 0, trouble }: Ailment): Process {
  const now = () => new Date(box.clock.now().getTime() + clockOffMs);
  return startProcess({ ...box.deps, now, wallClock: now, random: random.next }, box.test.owner, trouble);
}

const breaks = (kind: string | undefined): boolean => kind === 'crash' || kind === 'connection lost';

function kindOf(trouble: Trouble | undefined, process: Process): Trouble['kind'] | undefined {
  return process.struck() === undefined ? undefined : trouble?.kind;
}

function clockNote({ clockOffMs }: Ailment): string[] {
  if (clockOffMs === undefined) return [];
  return [`its clock is ${(Math.abs(clockOffMs) / hourMs).toFixed(1)} h ${clockOffMs > 0 ? 'ahead' : 'behind'}`];
}

function struckNote(trouble: Trouble | undefined, process: Process): string[] {
  const place = process.struck();
  return place === undefined || !trouble ? [] : [`${trouble.kind} ${place}`];
}

function explained(error: unknown, kind: Trouble['kind'] | undefined, shopifyFails: boolean): string | undefined {
  if (error instanceof Crash) return 'died';
  if (kind === 'connection lost') return 'failed';
  const unavailable = error instanceof LaurelError && error.code === 'shopify_unavailable';
  return unavailable && shopifyFails ? 'Shopify silent' : undefined;
}

function reported(world: World, error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  world.problems.push(`unexpected: ${text}`);
  return 'unexpected failure';
}
