import fs from 'node:fs';
import type { Told } from './ask.ts';

/** What the clients of one writer wrote down. */
export interface Log {
  /** Numbers of the requests that were asked. */
  readonly asked: ReadonlySet<number>;
  /** By request: what was told of each of its keys. */
  readonly told: ReadonlyMap<number, readonly Told[]>;
}

export function askedLine(no: number): string {
  return `${JSON.stringify({ no })}\n`;
}

export function toldLine(no: number, told: readonly Told[]): string {
  return `${JSON.stringify({ no, told })}\n`;
}

/** Reads a log that was cut off anywhere: a last line without its end was never written. */
export function readLog(file: string): Log {
  const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const asked = new Set<number>();
  const told = new Map<number, readonly Told[]>();
  for (const line of lines) {
    const one = JSON.parse(line) as { no: number; told?: readonly Told[] };
    asked.add(one.no);
    if (one.told) told.set(one.no, one.told);
  }
  return { asked, told };
}
