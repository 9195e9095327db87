import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Without these the CLI wants to fetch its engine from the internet, even to generate.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= path.join(import.meta.dirname, 'prisma', 'engine', 'schema-engine.ts');
process.env['CHECKPOINT_DISABLE'] ??= '1';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  // Laurel migrates by itself at start; the CLI needs an address only for `migrate` and `db pull`.
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://laurel@localhost/laurel' },
});
