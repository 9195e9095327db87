/** The dev store's state on disk: one JSON file, replaced as a whole, so that a kill leaves the old or the new one. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { State } from './state.ts';

/** undefined when there is no file yet. Throws for a file that is not the dev store's. */
export function readState(path: string): State | undefined {
  if (!existsSync(path)) return undefined;
  const state: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isState(state)) throw new Error(`${path} is not the dev store's data (format 1). Move it away to begin anew.`);
  return state;
}

/** Throws, with the path and the reason, when the disk refuses. */
export function writeState(path: string, state: State): void {
  const next = `${path}.next`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(next, JSON.stringify(state));
    renameSync(next, path);
  } catch (error) {
    throw new Error(`The dev store cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function isState(value: unknown): value is State {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 1;
}
