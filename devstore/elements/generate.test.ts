import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contractFile, contractText, generateContracts } from './generate.ts';

test('the committed contracts are what Shopify’s installed types say', { timeout: 90_000 }, () => {
  for (const [name, contract] of Object.entries(generateContracts())) {
    expect(readFileSync(contractFile(name), 'utf8'), `${name}: run node devstore/elements/generate.ts`).toBe(contractText(contract));
  }
});
