import { spawn } from 'node:child_process';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..');
export const bin = (name: string): string => path.join(root, 'node_modules', '.bin', name);

export interface Outcome {
  readonly ok: boolean;
  readonly seconds: number;
  /** Everything the program wrote, in the order it came. */
  readonly output: string;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

/** A script of ours, on the Node that runs this one. */
export const script = (file: string, ...args: string[]): Command => ({ program: process.execPath, args: [file, ...args] });

/** Runs a program to its end and keeps what it says. */
export function run({ program, args, cwd = root }: Command): Promise<Outcome> {
  const began = performance.now();
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    const end = (ok: boolean) => resolve({ ok, output, seconds: (performance.now() - began) / 1000 });
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/** Runs a program that writes straight to the terminal. Resolves to its exit code. */
export function show({ program, args, cwd = root }: Command, env: Record<string, string> = {}): Promise<number> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'], env: { ...environment(), ...env } });
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Runs the jobs in order, at most `width` at a time, and returns their results in that order. */
export async function inParallel<T>(width: number, jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const queue = jobs.entries();
  const worker = async () => {
    for (const [index, job] of queue) results[index] = await job();
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

/** "  admin app            2.4 s"; what went wrong follows only when something did. */
export function report(name: string, { ok, seconds, output }: Outcome): void {
  process.stdout.write(`  ${ok ? ' ' : '✗'} ${name.padEnd(26)} ${seconds.toFixed(1).padStart(5)} s\n`);
  if (!ok) process.stdout.write(`\n${output.trim()}\n\n`);
}

/** The programs of node_modules first, so that `node` is the one that came with it, also when we were called by hand. */
function environment(): NodeJS.ProcessEnv {
  const first = path.dirname(bin('node'));
  const PATH = process.env['PATH'] ?? '';
  return { ...process.env, PATH: PATH.startsWith(first) ? PATH : `${first}${path.delimiter}${PATH}` };
}
