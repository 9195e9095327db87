import type { Hook } from '@hono/zod-openapi';
import type { Context as Call, Env, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import { errorCodes, LaurelError, type ErrorCode } from '../core/errors.ts';

/** Turns whatever was thrown into `{ code, message, requestId }`. What a person may not read goes to the log only. */
export function onError(log: Logger): ErrorHandler {
  return (error, call) => {
    const requestId = requestIdOf(call);
    if (error instanceof LaurelError) {
      const level = errorCodes[error.code].status >= 500 ? 'warn' : 'debug';
      log[level]({ requestId, code: error.code, detail: error.message }, 'request failed');
      return answer(call, error.code, error.publicMessage, error.details);
    }
    if (error instanceof HTTPException) {
      const code: ErrorCode = error.status === 413 ? 'payload_too_large' : error.status === 404 ? 'not_found' : 'invalid_request';
      return answer(call, code, errorCodes[code].message);
    }
    log.error({ requestId, err: error }, 'request broke');
    return answer(call, 'internal', errorCodes.internal.message);
  };
}

export const onNotFound: NotFoundHandler = (call) => answer(call, 'not_found', errorCodes.not_found.message);

/** What a request that does not fit its shape is told: the first place that is wrong, in words. */
export const onInvalid: Hook<unknown, Env, string, unknown> = (result) => {
  if (result.success) return undefined;
  const issue = result.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  const message = place ? `${place}: ${issue?.message}` : (issue?.message ?? errorCodes.invalid_request.message);
  throw new LaurelError('invalid_request', message, { publicMessage: message });
};

/** The id under which a call stands in the log; shown to the person, so that support can find it. */
export function requestIdOf(call: Call): string {
  const id: unknown = call.get('requestId');
  return typeof id === 'string' ? id : 'none';
}

function answer(call: Call, code: ErrorCode, message: string, details?: Readonly<Record<string, unknown>>): Response {
  const status: ContentfulStatusCode = errorCodes[code].status;
  return call.json({ code, message, requestId: requestIdOf(call), ...(details && { details }) }, status);
}
