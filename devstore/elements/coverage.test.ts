import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Contract } from './contract.ts';

const root = path.join(import.meta.dirname, '../..');
let missingStandIns: (tags: readonly string[]) => string[];

beforeAll(async () => {
  vi.stubGlobal('HTMLElement', class {});
  ({ missingStandIns } = await import('./index.ts'));
});

const surfaces = [
  { name: 'the checkout extension', sources: 'extensions/checkout/**/*.tsx', contract: 'purchase.checkout.block.render' },
  { name: 'the account page', sources: 'extensions/account-page/**/*.tsx', contract: 'customer-account.page.render' },
  { name: 'the thank-you block', sources: 'extensions/thank-you/**/*.tsx', contract: 'purchase.thank-you.block.render' },
  { name: 'the order’s block', sources: 'extensions/thank-you/**/*.tsx', contract: 'customer-account.order-status.block.render' },
  { name: 'the profile card', sources: 'extensions/account-profile/**/*.tsx', contract: 'customer-account.profile.block.render' },
  { name: 'the admin', sources: 'web/admin/src/**/*.tsx', contract: 'admin' },
];

test.each(surfaces)('every element of $name is known to Shopify and drawn here', ({ sources, contract }) => {
  const used = elementsIn(sources);
  const known = JSON.parse(readFileSync(path.join(import.meta.dirname, 'contracts', `${contract}.json`), 'utf8')) as Contract;
  expect(used.filter((tag) => !(tag in known))).toEqual([]);
  expect(missingStandIns(used)).toEqual([]);
});

test('of the elements Shopify offers, only these are not drawn', () => {
  const contracts = globSync('contracts/*.json', { cwd: import.meta.dirname });
  const known = contracts.flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as Contract),
  );
  expect(missingStandIns([...new Set(known)])).toMatchInlineSnapshot(`
    [
      "s-color-field",
      "s-color-picker",
      "s-date-picker",
      "s-drop-zone",
      "s-chat",
      "s-consent-checkbox",
      "s-consent-phone-field",
      "s-customer-account-action",
      "s-form",
      "s-image-group",
      "s-login-with-shop",
      "s-map",
      "s-map-marker",
      "s-payment-icon",
      "s-sheet",
    ]
  `);
});

function elementsIn(pattern: string): string[] {
  const files = globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' });
  const tags = files.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/<(s-[a-z-]+)/g)].map((match) => match[1] ?? ''),
  );
  return [...new Set(tags)];
}
