import { createHash } from 'node:crypto';

const names = new Map<string, string>();

/** The same text has the same name on every connection, so the server plans it once per connection. */
export function statementName(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = `q${createHash('sha256').update(sql).digest('hex').slice(0, 20)}`;
    names.set(sql, name);
  }
  return name;
}
