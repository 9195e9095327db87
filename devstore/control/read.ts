/** Reads bodies of the control API; a wrong one is answered with what is wrong. */
export class BadRequest extends Error {}

export type Body = Record<string, unknown>;

export async function readBody(request: Request): Promise<Body> {
  const text = await request.text();
  if (text.trim() === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new BadRequest('the body is not JSON');
  }
  if (!isBody(body)) throw new BadRequest('the body is not an object');
  return body;
}

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new BadRequest(`${name} is missing`);
}

export function optionalText(body: Body, name: string): string | undefined {
  return body[name] == null ? undefined : text(body, name);
}

export function number(body: Body, name: string): number {
  const value = body[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new BadRequest(`${name} is not a number`);
}

export function oneOf<T extends string>(body: Body, name: string, choices: readonly T[], fallback?: T): T {
  const value = body[name] ?? fallback;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new BadRequest(`${name} must be one of ${choices.join(', ')}`);
  return found;
}

export function bodies(body: Body, name: string): Body[] {
  const value = body[name];
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every(isBody)) throw new BadRequest(`${name} is not a list of objects`);
  return value;
}

export function texts(body: Body, name: string): string[] {
  const value = body[name] ?? [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw new BadRequest(`${name} is not a list of texts`);
  return value;
}

/** `820982911946154508` or `gid://shopify/Order/820982911946154508`. */
export function plainId(id: string): string {
  return id.replace(/^gid:\/\/shopify\/\w+\//, '');
}
