import { z } from 'zod';
import { LaurelError } from '../core/errors.ts';

/** One shop's Admin API, ready to ask. */
export interface AdminApi {
  /** Runs a document and returns `data` as `shape` reads it. Throws `shopify_unavailable` when Shopify does not answer, is busy for longer than we wait, or answers something else. */
  ask<T>(document: string, variables: Record<string, unknown>, shape: z.ZodType<T>): Promise<T>;
  /** Like `ask`, for what must not be done twice: repeated only where Shopify says that it has not acted (throttled), never after a lost answer. */
  askOnce<T>(document: string, variables: Record<string, unknown>, shape: z.ZodType<T>): Promise<T>;
}

export interface AdminSettings {
  readonly url: string;
  readonly accessToken: string;
  readonly timeoutMs: number;
  /** How often a throttled, failing or lost call is repeated; calls that must not be repeated after a lost answer are made with `askOnce`. */
  readonly attemptsMax: number;
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .union([
      z.string(),
      z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).loose().optional() }).loose()),
    ])
    .optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number(),
          throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
        })
        .loose()
        .optional(),
    })
    .loose()
    .optional(),
});

/** `acted`: nobody knows whether Shopify has done it. */
type Attempt = { done: unknown } | { again: string; afterMs?: number; acted: boolean };

/** Opens a shop's Admin API. Calls are repeated with growing, jittered pauses; a throttled call waits as long as Shopify's own figures say. */
export function openAdminApi(settings: AdminSettings): AdminApi {
  return {
    ask: (document, variables, shape) => untilAnswered(settings, document, variables, shape, true),
    askOnce: (document, variables, shape) => untilAnswered(settings, document, variables, shape, false),
  };
}

async function untilAnswered<T>(
  settings: AdminSettings,
  document: string,
  variables: Record<string, unknown>,
  shape: z.ZodType<T>,
  repeatable: boolean,
): Promise<T> {
  let last = '';
  for (let attempt = 1; attempt <= settings.attemptsMax; attempt++) {
    const result = await tryOnce(settings, document, variables);
    if ('done' in result) return readData(result.done, shape);
    last = result.again;
    if (result.acted && !repeatable) throw new LaurelError('shopify_unavailable', `Admin API: ${last}; not repeated`);
    if (attempt < settings.attemptsMax) await settings.wait(result.afterMs ?? backoffMs(attempt, settings.random));
  }
  throw new LaurelError('shopify_unavailable', `Admin API: ${last} (${settings.attemptsMax} attempts)`);
}

function backoffMs(attempt: number, random: () => number): number {
  return Math.round(2 ** attempt * 100 * (0.5 + random()));
}

async function tryOnce(settings: AdminSettings, query: string, variables: Record<string, unknown>): Promise<Attempt> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(settings.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': settings.accessToken },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
    body = await response.text();
  } catch (error) {
    return { again: `no answer (${error instanceof Error ? error.name : 'unknown'})`, acted: true };
  }
  if (response.status === 429) return { again: 'HTTP 429', acted: false, ...retryAfter(response) };
  if (response.status >= 500) return { again: `HTTP ${response.status}`, acted: true };
  if (response.status === 401 || response.status === 403) {
    throw new LaurelError('shopify_unavailable', `Admin API refused our access token (HTTP ${response.status})`);
  }
  return readAnswer(body, response.status);
}

function retryAfter(response: Response): { afterMs?: number } {
  const seconds = Number(response.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? { afterMs: Math.min(seconds, 10) * 1000 } : {};
}

function readAnswer(body: string, status: number): Attempt {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { again: `HTTP ${status} without JSON`, acted: true };
  }
  const answer = answerShape.safeParse(json);
  if (!answer.success) return { again: `HTTP ${status} with an unknown answer`, acted: true };
  const { data, errors, extensions } = answer.data;
  if (Array.isArray(errors) && errors.some((error) => error.extensions?.code === 'THROTTLED')) {
    const cost = extensions?.cost;
    const missing = cost ? cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable : 0;
    const afterMs = cost ? Math.min(Math.max((missing / cost.throttleStatus.restoreRate) * 1000, 50), 10_000) : 500;
    return { again: 'throttled', acted: false, afterMs };
  }
  if (errors !== undefined) {
    throw new LaurelError(
      'shopify_unavailable',
      `Admin API: ${typeof errors === 'string' ? errors : errors.map((error) => error.message).join('; ')}`,
    );
  }
  return { done: data };
}

function readData<T>(data: unknown, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new LaurelError('shopify_unavailable', `Admin API answered in another shape: ${z.prettifyError(parsed.error)}`);
}
