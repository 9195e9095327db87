import { expect, test } from 'vitest';
import { mayNotSentence } from './roles.ts';

test.each([
  ['viewer', 'adjust', 'Your role is viewer, which may not give or take points. An owner can change it in Settings.'],
  ['manager', 'give-roles', 'Your role is manager, which may not give roles. An owner can change it in Settings.'],
  ['viewer', 'correct', 'Your role is viewer, which may not correct the books. An owner can change it in Settings.'],
] as const)('%s may not %s', (role, act, sentence) => {
  expect(mayNotSentence(role, act)).toBe(sentence);
});
