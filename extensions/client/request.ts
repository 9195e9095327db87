import { ApiFailure, failureOf } from './failure.ts';

export interface Transport {
  /** Where the backend answers, without a slash at the end. */
  readonly origin: string;
  /** A fresh token for every call: they live for minutes and the host caches them. */
  readonly token: () => Promise<string>;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  /** The language the texts are in, so that what the server says is in no other. */
  readonly language?: string;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Ends the call early, for example because nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

/** Sends one call and reads the JSON answer. Throws {@link ApiFailure} for everything else. */
export async function send<Answer>(transport: Transport, call: Call): Promise<Answer> {
  const deadline = startDeadline(transport.timeoutMs, call.signal);
  try {
    const response = await transport.fetch(transport.origin + call.path, {
      method: call.method,
      headers: headersFor(await transport.token(), transport.language, call.body),
      signal: deadline.signal,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw failureOf(response.status, body);
    if (body === undefined) throw new ApiFailure('unreadable', response.status);
    return body as Answer;
  } catch (error) {
    if (error instanceof ApiFailure) throw error;
    throw new ApiFailure(deadline.reason() ?? 'offline', 0, { message: error instanceof Error ? error.message : String(error) });
  } finally {
    deadline.stop();
  }
}

function headersFor(token: string, language: string | undefined, body: unknown): Record<string, string> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
  if (language !== undefined) headers['Accept-Language'] = language;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return headers;
}

function startDeadline(timeoutMs: number, outer: AbortSignal | undefined) {
  const controller = new AbortController();
  let reason: 'timeout' | 'aborted' | undefined;
  const end = (why: 'timeout' | 'aborted') => {
    reason ??= why;
    controller.abort();
  };
  const onAbort = () => end('aborted');
  const timer = setTimeout(() => end('timeout'), timeoutMs);
  if (outer?.aborted) onAbort();
  outer?.addEventListener('abort', onAbort);
  return {
    signal: controller.signal,
    reason: () => reason,
    stop: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', onAbort);
    },
  };
}
