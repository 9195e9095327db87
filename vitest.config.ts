import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', '**/build/**', 'e2e/**', '.laurel/**'];
const database = '**/*.db.test.{ts,tsx}';

export default defineConfig({
  test: {
    // Two busy cores are the machine to expect; more workers only make each other late.
    maxWorkers: 2,
    // Only for what hangs: how fast something is, is measured by the benchmarks, never by a test's limit.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Shopify's tester imports an extension's sources, which Node alone cannot read.
    server: { deps: { inline: ['@shopify/ui-extensions-tester'] } },
    projects: [
      { extends: true, test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...exclude, database] } },
      {
        extends: true,
        test: {
          name: 'db',
          include: [database],
          exclude,
          globalSetup: './server/db/test-server.ts',
        },
      },
    ],
  },
});
