import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { acts, actsOf, mayNot, roles, wrongRoleSentence, type Act, type Role } from './roles.ts';

const readme = fs.readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');
const [head = [], , ...rows] = readme
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(0, acts.length + 1)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap((cells, i) => (i === 0 ? [cells, []] : [cells]));

describe('the table of the room is what is decided', () => {
  test('it names every act and every role', () => {
    expect(rows.map((cells) => cells[1])).toEqual(acts);
    expect(head.slice(2, -1)).toEqual(roles);
  });

  test.each(rows.flatMap((cells) => roles.map((role, i) => [role, cells[1] as Act, cells[i + 2]] as const)))(
    '%s, %s: %s',
    (role, act, may) => {
      expect(mayNot(role, act) === undefined).toBe(may === 'yes');
      expect(actsOf(role).includes(act)).toBe(may === 'yes');
    },
  );
});

test('who may less is never asked for more: each role may all that the next lower one may', () => {
  for (const [i, role] of roles.slice(1).entries()) expect(actsOf(roles[i] as Role)).toEqual(expect.arrayContaining(actsOf(role)));
});

test.each<[Role, Act, string[], string]>([
  [
    'viewer',
    'adjust',
    ['Mara Lindt'],
    'It takes an owner, a manager or a support to give or take points, and your role is viewer. Mara Lindt can change that.',
  ],
  [
    'support',
    'publish',
    ['Mara Lindt', 'staff member 7'],
    'It takes an owner or a manager to publish the programme, and your role is support. Mara Lindt or staff member 7 can change that.',
  ],
  ['manager', 'give-roles', [], 'It takes an owner to give roles, and your role is manager. An owner of this shop can change that.'],
])('%s who wants %s reads what is missing and who can help', (role, act, owners, sentence) => {
  const wrong = mayNot(role, act);
  expect(wrong && wrongRoleSentence(wrong, owners)).toBe(sentence);
});
