import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../steps.ts';

/** Generated, so not among the files that Git knows; the server needs it. */
const generated = 'server/db/client';

/** Copies the working tree as it is, changes that are not committed included, so that nothing is ever broken in the tree one works in. */
export function copyTree(to: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const file of listed.split('\0').filter((name) => name !== '' && fs.existsSync(path.join(root, name)))) {
    fs.cpSync(path.join(root, file), path.join(to, file));
  }
  fs.cpSync(path.join(root, generated), path.join(to, generated), { recursive: true });
  linkModules(path.join(root, 'node_modules'), path.join(to, 'node_modules'));
}

/** Link by link, so that the copy's own packages are the copy's, and caches are not shared. */
function linkModules(from: string, to: string): void {
  fs.mkdirSync(to);
  for (const name of fs.readdirSync(from)) {
    if (name.startsWith('.') && name !== '.bin') continue;
    if (name === '@laurel') fs.cpSync(path.join(from, name), path.join(to, name), { recursive: true, verbatimSymlinks: true });
    else fs.symlinkSync(path.join(from, name), path.join(to, name));
  }
}
