/** One row of a table, its fields in the table's order; undefined is null. */
export type Row = readonly (string | number | boolean | Date | undefined)[];

/** A row in PostgreSQL's own notation, e.g. (1,"a \\"quoted\\" text",,t): arrays of such texts are cast to arrays of a row type. */
export function rowText(row: Row): string {
  return `(${row.map(fieldText).join(',')})`;
}

function fieldText(value: Row[number]): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return plain.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
  return value instanceof Date ? value.toISOString() : String(value);
}

/** What needs no quotes: uuids, days, keys like order/123. */
const plain = /^[\w/:.~-]+$/;
