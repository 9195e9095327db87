import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../steps.ts';
import { mutants } from './table.ts';
import { mutate } from './try.ts';

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

describe('the table of mutants', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s changes one place of the code as it is', (_name, mutant) => {
    const source = read(mutant.file);
    expect(mutate(source, mutant)).not.toBe(source);
  });

  it('names each mutant once, and test files that exist', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.flatMap(({ tests }) => tests).filter((file) => !fs.existsSync(path.join(root, file)))).toEqual([]);
  });

  it('refuses a text that is not there, or there twice', () => {
    const mutant = { name: 'x', law: 'y', file: 'z', text: 'one', instead: 'two', tests: [] };
    expect(() => mutate('', mutant)).toThrow(/0 times/);
    expect(() => mutate('one one', mutant)).toThrow(/2 times/);
  });
});
