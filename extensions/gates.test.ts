import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { configProblems, environmentProblems, packageProblems, sizeProblems } from './gates.ts';
import { localeProblems } from './locales.ts';

test.each([
  ['a block at its limit', 28 * 1024, false, []],
  ['a block one byte over', 28 * 1024 + 1, false, ['The bundle is 28.0 KB deflated; a block may have 28.0 KB.']],
  ['a page may be larger', 30 * 1024, true, []],
  ['a page over its limit', 40 * 1024, true, ['The bundle is 40.0 KB deflated; a page may have 36.0 KB.']],
])('%s', (_, bytes, page, problems) => {
  expect(sizeProblems(bytes, page)).toEqual(problems);
});

test.each([
  ['fetch("https://laurel.example.com")', []],
  ['fetch(process.env.APP_URL)', ['The bundle still reads process.env.APP_URL, which does not exist where it runs.']],
  ['process.env["X"]', ['The bundle still reads process.env, which does not exist where it runs.']],
])('%s', (code, problems) => {
  expect(environmentProblems(code)).toEqual(problems);
});

const preact = 'node_modules/preact/dist/preact.module.js';
test.each([
  ['Preact alone', [preact, 'node_modules/preact/hooks/dist/hooks.module.js', 'extensions/checkout/src/a.tsx'], []],
  [
    'React beside it',
    [preact, 'node_modules/react/cjs/react.production.js'],
    ['The bundle contains the package react; extensions run on Preact alone.'],
  ],
  [
    'a nested scheduler',
    [preact, 'node_modules/x/node_modules/scheduler/index.js'],
    ['The bundle contains the package scheduler; extensions run on Preact alone.'],
  ],
  ['a package that only sounds like it', [preact, 'node_modules/react-like/index.js'], []],
  ['two Preacts', [preact, `extensions/checkout/${preact}`], ['The bundle contains 2 copies of preact; it needs exactly one.']],
  ['no Preact', ['extensions/checkout/src/a.tsx'], ['The bundle contains 0 copies of preact; it needs exactly one.']],
])('%s', (_, files, problems) => {
  const inputs = Object.fromEntries(files.map((file) => [file, { bytes: 1, imports: [] }]));
  expect(packageProblems({ inputs, outputs: {} })).toEqual(problems);
});

const block = [{ target: 'purchase.checkout.block.render', module: './a.tsx' }];
const page = { target: 'customer-account.page.render', module: './b.tsx' };
const field = (type: string) => `[[extensions.settings.fields]]\nkey = "k"\ntype = "${type}"\n`;
test.each([
  ['a good one', '2026-07', block, field('boolean'), []],
  ['an old API version', '2025-07', block, '', ['API version 2025-07 is not one of 2026-07.']],
  ['a page alone', '2026-07', [page], '', []],
  ['a page in company', '2026-07', [...block, page], '', ['customer-account.page.render must be the only target of its extension.']],
  ['an unknown setting', '2026-07', block, field('colour'), ['The setting k has the type colour, which Shopify does not know.']],
  ['twenty settings', '2026-07', block, field('date').repeat(20), []],
  ['too many settings', '2026-07', block, field('date').repeat(21), ['There are 21 settings; Shopify takes 20.']],
])('configuration: %s', (_, version, targets, settings, problems) => {
  const config = parse(`api_version = "${version}"\n[[extensions]]\nhandle = "h"\n${settings}`);
  expect(configProblems({ config, targets })).toEqual(problems);
});

const plural = { one: '{{n}} point', other: '{{n}} points' };
test.each([
  ['equal', { a: 'A', b: { c: plural } }, { a: 'B', b: { c: plural } }, []],
  ['a missing text', { a: 'A', b: { c: 'C' } }, { a: 'A' }, ['de.json lacks "b.c".']],
  ['an extra text', { a: 'A' }, { a: 'A', b: 'B' }, ['de.json has "b", which en.default.json lacks.']],
  ['a lost plural', { p: plural }, { p: '{{n}}' }, ['de.json: "p" must have plural forms.']],
  ['a plural too many', { p: '{{n}}' }, { p: plural }, ['de.json: "p" must not have plural forms.']],
  ['a missing form', { p: plural }, { p: { other: '{{n}} Punkte' } }, ['de.json: "p" lacks the plural form one.']],
  ['another value', { a: '{{money}} left' }, { a: '{{amount}} übrig' }, ['de.json: "a" uses amount where money is given.']],
  ['a forgotten value', { a: '{{money}} left' }, { a: 'wenig übrig' }, ['de.json: "a" uses no value where money is given.']],
])('locales: %s', (_, english, german, problems) => {
  expect(localeProblems({ 'en.default.json': JSON.stringify(english), 'de.json': JSON.stringify(german) })).toEqual(problems);
});

test.each([
  ['none', { 'en.json': '{}' }, ['There must be one default locale; there are 0.']],
  ['two', { 'en.default.json': '{}', 'de.default.json': '{}' }, ['There must be one default locale; there are 2.']],
])('default locales: %s', (_, files, problems) => {
  expect(localeProblems(files)).toEqual(problems);
});

test('Japanese needs one form only', () => {
  const files = { 'en.default.json': JSON.stringify({ p: plural }), 'ja.json': JSON.stringify({ p: { other: '{{n}}ポイント' } }) };
  expect(localeProblems(files)).toEqual([]);
});
