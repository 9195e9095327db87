import type { Problem } from './contract.ts';
import { sentence, type Sentence } from './sentence.ts';

/** How a call can fail before the server could say anything. */
export type TransportCode = 'offline' | 'timeout' | 'aborted' | 'unreadable';

/** A call that brought no answer to show. `code` is the server's, or a {@link TransportCode}. */
export class ApiFailure extends Error {
  declare readonly code: string;
  /** 0 when no answer arrived. */
  declare readonly status: number;
  /** Names the request in the server's log; null when no answer arrived. */
  declare readonly requestId: string | null;
  declare readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: string, status: number, options: { message?: string; requestId?: string; details?: Record<string, unknown> } = {}) {
    super(options.message ?? code);
    const { requestId = null, details } = options;
    Object.assign(this, { name: 'ApiFailure', code, status, requestId, details });
  }
}

/** The failure a not-ok answer stands for; a body that is no problem document becomes `unreadable`. */
export function failureOf(status: number, body: unknown): ApiFailure {
  if (!isProblem(body)) return new ApiFailure('unreadable', status);
  const { code, message, requestId, details } = body;
  return new ApiFailure(code, status, { message, requestId, ...(details === undefined ? {} : { details }) });
}

/** Whether asking again can help: nothing arrived, or the server was busy. */
export function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof ApiFailure) || error.code === 'aborted') return false;
  return error.status === 0 || error.status === 429 || error.status >= 500;
}

const sentenceByCode = {
  offline: 'failure.offline',
  timeout: 'failure.slow',
  unavailable: 'failure.busy',
  shopify_unavailable: 'failure.busy',
  too_many_requests: 'failure.busy',
  unauthenticated: 'failure.signed-out',
} as const;

/** What to tell the shopper, who cares whether the points are safe and what to do next. */
export function failureSentence(error: unknown): Sentence {
  const code = error instanceof ApiFailure ? error.code : '';
  return sentence(code in sentenceByCode ? sentenceByCode[code as keyof typeof sentenceByCode] : 'failure.unknown');
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}
