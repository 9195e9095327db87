import type { z } from 'zod';
import type { DefinitionProblem } from './check.ts';

type Issue = z.core.$ZodIssue;

/** What the schema found, as a merchant would say it. A message written in the schema is kept. */
export function plainWords(issue: Issue): DefinitionProblem {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  return { path, message: sentence(issue) };
}

function sentence(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'This is missing.' : `This has to be ${kindInWords(issue.expected)}.`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'unrecognized_keys':
      return `There is no setting called ${issue.keys.map((key) => `“${key}”`).join(', ')}.`;
    case 'invalid_value':
      return `Choose one of: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_union':
      return 'Choose one of the kinds that are offered.';
    default:
      return ending(issue.message);
  }
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): string {
  const least = issue.minimum.toLocaleString('en');
  if (issue.origin === 'string') return 'Please fill this in.';
  if (issue.origin === 'array') return `At least ${least} ${issue.minimum === 1 ? 'is' : 'are'} needed.`;
  return `This has to be ${least} or more.`;
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>): string {
  const most = issue.maximum.toLocaleString('en');
  if (issue.origin === 'string') return `Please keep it to ${most} characters.`;
  if (issue.origin === 'array') return `No more than ${most}, please.`;
  return `This has to be ${most} or less.`;
}

function kindInWords(expected: string): string {
  if (expected === 'int') return 'a whole number';
  if (expected === 'string') return 'a text';
  if (expected === 'number') return 'a number';
  if (expected === 'array') return 'a list';
  return `of the kind “${expected}”`;
}

function ending(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
