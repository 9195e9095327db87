import type { Definition } from '@laurel/server/api';
import { idOf } from '../../form/document.ts';
import type { About, FieldsOf, GroupSpec, Leaf, Option } from '../../form/spec.ts';
import { itemsAt, textAt, type Tree } from '../../form/tree.ts';
import { currencyDigits, money } from '../../words/numbers.ts';

export const POINTS_MAX = 1_000_000;
export const LANGUAGES = 'Other languages';

type NameIn = NonNullable<Definition['tiers'][number]['nameIn']>;
export type LineMatch = NonNullable<NonNullable<Definition['earning']['exclude']>['lines']>;
type Limit = Definition['rewards'][number]['limitPerMember'];

const languages: Readonly<Record<keyof NameIn, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  ja: 'Japanese',
  th: 'Thai',
  'zh-TW': 'Chinese (Taiwan)',
};

/** A field for each language; an empty one falls back to the name itself. */
export function inLanguages(label: string, leaf: (label: string) => Leaf): GroupSpec {
  const fields = Object.fromEntries(Object.entries(languages).map(([locale, name]) => [locale, leaf(name)]));
  const help = 'What shoppers with this language read. Left empty, they read the text above.';
  return { kind: 'group', label, help, fold: LANGUAGES, absentUnless: 'any', fields: fields };
}

export const nameIn = inLanguages('Name', (label) => ({ kind: 'text', label, max: 60, optional: true }));

export const name = (starts: string): Leaf => ({ kind: 'text', label: 'Name', max: 60, starts });

export const somePoints = (label: string, starts = '100'): Leaf => ({
  kind: 'whole',
  label,
  min: 1,
  max: POINTS_MAX,
  starts,
  suffix: 'points',
});

/** Which lines of an order something is about. */
export function lineMatch(label: string, help: string, place: { readonly fold?: string; readonly optional?: boolean } = {}): GroupSpec {
  const texts = (label: string, help: string): Leaf => ({ kind: 'texts', per: 'comma', label, help, optional: true });
  const fields: FieldsOf<LineMatch> = {
    products: texts('Products', 'The numbers at the end of their addresses in Shopify, with commas between.'),
    collections: texts('Collections', 'Likewise.'),
    tags: texts('Product tags', 'With commas between, for example: sale, refill.'),
    vendors: texts('Vendors', 'As they are written in Shopify.'),
  };
  const { fold, optional } = place;
  return { kind: 'group', label, help, fields, ...(fold !== undefined && { fold }), ...(optional === true && { absentUnless: 'any' }) };
}

/** How often something may happen. */
export function limit(label: string, optional: boolean, fold?: string): GroupSpec {
  const fields: FieldsOf<NonNullable<Limit>> = {
    times: { kind: 'whole', label: 'Times', min: 1, max: 10_000, optional, starts: optional ? '' : '1' },
    per: {
      kind: 'choice',
      label: 'Counted',
      starts: 'ever',
      options: [
        { value: 'day', label: 'in a day' },
        { value: 'month', label: 'in a month' },
        { value: 'year', label: 'in a year' },
        { value: 'ever', label: 'once and for all' },
      ],
    },
  };
  return { kind: 'group', label, fields, ...(optional && { absentUnless: 'times' }), ...(fold !== undefined && { fold }) };
}

export const factor = (label: string, help: string): Leaf => ({ kind: 'factor', label, help, min: 101, max: 10_000, starts: '2' });

export const customerTags = (help: string, fold?: string): Leaf => ({
  kind: 'texts',
  per: 'comma',
  label: 'Customer tags',
  help,
  optional: true,
  ...(fold !== undefined && { fold }),
});

/** The tiers as they are typed now, to choose from. */
export function tierOptions({ root }: About): readonly Option[] {
  return optionsFrom(itemsAt(root, ['tiers']));
}

export function rewardOptions({ root }: About): readonly Option[] {
  return optionsFrom(itemsAt(root, ['rewards']));
}

function optionsFrom(items: readonly Tree[]): readonly Option[] {
  return items.map((item) => ({ value: idOf(item), label: textAt(item, ['name']) || 'Without a name' }));
}

/** What a rate is per, as typed: "$1", "¥100". */
export function unitTyped({ root, currency }: About): string {
  const typed = textAt(root, ['earning', 'perMajorUnits']);
  const units = /^\d{1,6}$/.test(typed) ? Number(typed) : 1;
  return money(units * 10 ** currencyDigits(currency), currency).replace(/\.0+(?=\D*$)/, '');
}

/** The name of an item, or what to call it while it has none. */
export const titleOf =
  (otherwise: string) =>
  (item: Tree): string =>
    textAt(item, ['name']).trim() || otherwise;
