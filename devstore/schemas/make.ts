/** Makes the committed schemas from Shopify's published introspection files. See README.md beside. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const sources = ['admin_2026-07', 'storefront-graphql_2026-04', 'customer_2026-04', 'customer_2026-07'];

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node devstore/schemas/make.ts <folder with dev-mcp dist/data>');
for (const name of sources) {
  const { data } = JSON.parse(gunzipSync(readFileSync(join(folder, `${name}.json.gz`))).toString()) as { data: unknown };
  const slim = JSON.stringify(data, (key, value: unknown) => (key === 'description' ? undefined : value));
  writeFileSync(new URL(`${name.replace('storefront-graphql', 'storefront')}.json.gz`, import.meta.url), gzipSync(slim, { level: 9 }));
}
