import type { z } from '@hono/zod-openapi';
import { problemShape } from '../views/index.ts';

const words = {
  400: 'Something in the request is not as it should be; the message says what',
  401: 'Not signed in, or the token is forged, expired or of another app',
  403: 'Your role does not allow this; the message says which does and who can help',
  404: 'Not there, or not yours',
  409: 'Changed by someone else meanwhile, or a key reused for something else',
  422: 'Understood, and refused; the message says why',
  429: 'Too often; wait as many seconds as it says',
  503: 'The shop does not answer right now',
} as const;

/** The error answers of a route, for the document. */
export function problems<S extends keyof typeof words>(...statuses: S[]) {
  const entries = statuses.map((status) => [
    status,
    { content: { 'application/json': { schema: problemShape } }, description: words[status] },
  ]);
  return Object.fromEntries(entries) as {
    [K in S]: { content: { 'application/json': { schema: typeof problemShape } }; description: string };
  };
}

/** Who may call, for the document; the check itself is in callers.ts. */
export function secured(who: 'customer' | 'staff' | 'app') {
  return { security: [{ [who]: [] }], tags: [who] };
}

/** The body of a JSON answer or request. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { content: { 'application/json': { schema } }, description };
}
