import type { Question } from './engine.ts';

/** Reads a GraphQL request; undefined when it is none. */
export async function readQuestion(request: Request): Promise<Question | undefined> {
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string') return undefined;
  const variables = 'variables' in body && isRecord(body.variables) ? { variables: body.variables } : {};
  const operationName = 'operationName' in body && typeof body.operationName === 'string' ? { operationName: body.operationName } : {};
  return { query: body.query, ...variables, ...operationName };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
