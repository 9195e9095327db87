import { z } from '@hono/zod-openapi';

const complaint = 'Holds a character that cannot be kept.';

/** Text from outside that reaches the database, which takes neither NUL nor half of a character. */
export const storable = z.string().refine(isStorable, complaint);

/** The same, with words of its own for what is no text at all. */
export function storableText(otherwise: string) {
  return z.string({ error: otherwise }).refine(isStorable, complaint);
}

/** Any JSON whose text can be kept, keys included. */
export const storableJson = z.unknown().refine(isStorableJson, complaint);

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Without recursion: how deep it goes is chosen by whoever sends it. */
function isStorableJson(json: unknown): boolean {
  const rest: unknown[] = [json];
  while (rest.length > 0) {
    const value = rest.pop();
    if (typeof value === 'string' && !isStorable(value)) return false;
    if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) rest.push(key, inner);
  }
  return true;
}
