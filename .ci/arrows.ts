/** Prints which room imports which, and fails where an arrow points the wrong way. The rules are in rules.ts, the reasons in docs/map.md. */
import path from 'node:path';
import { importMap, problemsOf } from './rules.ts';
import { readSources } from './sources.ts';

const root = process.argv[2] ?? path.join(import.meta.dirname, '..');
const sources = readSources(root, ['server', 'devstore', 'extensions', 'web', 'e2e', 'prisma']);
for (const [room, imports] of importMap(sources)) console.log(`${room.padEnd(12)} → ${imports.join(', ')}`);

const problems = problemsOf(sources);
for (const { file, line, text } of problems) console.error(`${file}:${line} ${text}`);
console.log(
  problems.length === 0 ? `\n${sources.size} files, every arrow points down.` : `\n${sources.size} files, ${problems.length} wrong.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
