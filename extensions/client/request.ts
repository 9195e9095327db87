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
export async function send<Answer>(transport: Transport, { method, path, body, signal }: Call): Promise<Answer> {
  // What ends the call early is the signal's reason: a code of the transport.
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort('timeout'), transport.timeoutMs);
  const onAbort = () => ending.abort('aborted');
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort);
  try {
    const response = await transport.fetch(transport.origin + path, {
      method,
      headers: {
        Authorization: `Bearer ${await transport.token()}`,
        Accept: 'application/json',
        ...(transport.language !== undefined && { 'Accept-Language': transport.language }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      signal: ending.signal,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw failureOf(response.status, answer);
    if (answer === undefined) throw new ApiFailure('unreadable', response.status);
    return answer as Answer;
  } catch (error) {
    if (error instanceof ApiFailure) throw error;
    throw new ApiFailure(ending.signal.aborted ? String(ending.signal.reason) : 'offline', 0, {
      message: error instanceof Error ? error.message : String(error),
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}
