/*
 * Columns as text, for statements that take thousands of rows at once: the driver looks at every element several times, and quotes
 * each. Such a text is a parameter like any other.
 */

/** A PostgreSQL array of texts, or of what is written without quotes: uuids, days, instants, numbers. undefined is null. */
export function arrayText(values: readonly (string | number | undefined)[]): string {
  return `{${values.map(elementText).join(',')}}`;
}

/** A JSON array of documents that are JSON already. */
export function jsonArrayText(documents: readonly string[]): string {
  return `[${documents.join(',')}]`;
}

function elementText(value: string | number | undefined): string | number {
  if (value === undefined) return 'NULL';
  if (typeof value === 'number' || plain.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** What needs no quotes; a lone NULL does. */
const plain = /^(?!null$)[\w/:.~#+-]+$/i;
