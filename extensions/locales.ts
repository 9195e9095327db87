type Texts = { readonly [key: string]: string | Texts };
type Forms = Readonly<Record<string, string>>;

const pluralForms = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** What is wrong with an extension's locale files: one default, and in every language the same texts with the same values and the plural forms it needs. */
export function localeProblems(files: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(files);
  const defaults = names.filter((name) => name.endsWith('.default.json'));
  const [defaultName] = defaults;
  if (defaultName === undefined || defaults.length > 1) return [`There must be one default locale; there are ${defaults.length}.`];
  const texts = new Map(names.map((name) => [name, flatten(JSON.parse(files[name] ?? '{}') as Texts)]));
  const wanted = texts.get(defaultName) ?? new Map<string, Forms>();
  return names.flatMap((name) => comparedTo(wanted, defaultName, name, texts.get(name) ?? new Map<string, Forms>()));
}

function comparedTo(wanted: Map<string, Forms>, defaultName: string, name: string, texts: Map<string, Forms>): string[] {
  const missing = [...wanted.keys()].filter((key) => !texts.has(key)).map((key) => `${name} lacks "${key}".`);
  const extra = [...texts.keys()].filter((key) => !wanted.has(key)).map((key) => `${name} has "${key}", which ${defaultName} lacks.`);
  const wrong = [...texts].flatMap(([key, forms]) => textProblems(name, key, forms, wanted.get(key) ?? forms));
  return [...missing, ...extra, ...wrong];
}

function textProblems(name: string, key: string, forms: Forms, wanted: Forms): string[] {
  const problems: string[] = [];
  if (isPlural(forms) !== isPlural(wanted)) problems.push(`${name}: "${key}" must ${isPlural(wanted) ? '' : 'not '}have plural forms.`);
  else if (isPlural(forms)) {
    const needed = new Intl.PluralRules(localeOf(name))
      .resolvedOptions()
      .pluralCategories.filter((form) => form === 'other' || !isRare(name, form));
    const lacking = needed.filter((form) => !(form in forms));
    if (lacking.length > 0) problems.push(`${name}: "${key}" lacks the plural form ${lacking.join(', ')}.`);
  }
  const given = valuesOf(forms);
  const expected = valuesOf(wanted);
  if (given !== expected) problems.push(`${name}: "${key}" uses ${given || 'no value'} where ${expected || 'none'} is given.`);
  return problems;
}

/** French and Spanish have a form for whole millions, which no text about points needs. */
function isRare(name: string, form: string): boolean {
  return form === 'many' && /^(fr|es|it|pt)\b/.test(name);
}

function flatten(texts: Texts, prefix = ''): Map<string, Forms> {
  const flat = new Map<string, Forms>();
  for (const [name, value] of Object.entries(texts)) {
    const key = prefix + name;
    if (typeof value === 'string') flat.set(key, { '': value });
    else if (isForms(value)) flat.set(key, value);
    else for (const [inner, forms] of flatten(value, `${key}.`)) flat.set(inner, forms);
  }
  return flat;
}

function isForms(value: Texts): value is Forms {
  return 'other' in value && Object.entries(value).every(([name, text]) => pluralForms.includes(name) && typeof text === 'string');
}

function isPlural(forms: Forms): boolean {
  return !('' in forms);
}

function valuesOf(forms: Forms): string {
  const names = Object.values(forms).flatMap((text) => [...text.matchAll(/{{\s*([\w-]+)\s*}}/g)].map(([, name = '']) => name));
  return [...new Set(names)].toSorted((one, other) => (one < other ? -1 : 1)).join(', ');
}

function localeOf(fileName: string): string {
  return fileName.replace(/(\.default)?\.json$/, '');
}
