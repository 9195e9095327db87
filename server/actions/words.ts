import { spokenFor, type Action, type Definition, type Limit, type Spoken, type StoredReason } from '../program/index.ts';
import type { WhyNotAction } from './decide.ts';

/** Why points came, in words of the locale, in English where we do not speak it; undefined: it is no reason of an action. */
export function actionWords(
  { actions = [], tiers }: Pick<Definition, 'actions' | 'tiers'>,
  cause: { readonly ref: string; readonly tierId?: string },
  reason: StoredReason,
  locale: string,
): string | undefined {
  const action = actions.find(({ id }) => id === cause.ref);
  const name = named(action, locale) ?? cause.ref;
  if (reason['rule'] === 'birthday-of-tier') {
    const tier = tiers.find(({ id }) => id === cause.tierId);
    const of = (tier && named(tier, locale)) ?? cause.tierId ?? '';
    return spokenFor(locale) === 'de' ? `${name}, mit den Punkten der Stufe ${of}` : `${name}, with the points of tier ${of}`;
  }
  if (reason['rule'] !== 'action') return undefined;
  const { limit } = action ?? {};
  if (limit === undefined || limit.times === 1) return name;
  return spokenFor(locale) === 'de'
    ? `${name} (${String(reason['n'])} von ${limit.times} ${per.de[limit.per]})`
    : `${name} (${String(reason['n'])} of ${limit.times} ${per.en[limit.per]})`;
}

/** A refusal, for who did it or for the app that reports it. */
export function whyNotWords(whyNot: WhyNotAction): string {
  switch (whyNot.code) {
    case 'unknown-action':
      return 'The programme has no such action.';
    case 'unknown-member':
      return 'This customer is not in the programme.';
    case 'not-by-click':
      return 'This is seen by the shop; there is nothing to click.';
    case 'not-by-report':
      return 'This is seen by itself; nobody has to report it.';
    case 'limit-reached': {
      const times = whyNot.times === 1 ? 'once' : `${whyNot.times} times`;
      const again = whyNot.again === null ? '' : ` It counts again from ${whyNot.again}.`;
      return `This counts ${times} ${per.en[whyNot.per]}, and was done.${again}`;
    }
  }
}

const per: Readonly<Record<Spoken, Readonly<Record<Limit['per'], string>>>> = {
  en: { day: 'a day', month: 'a month', year: 'a year', ever: 'in all' },
  de: { day: 'am Tag', month: 'im Monat', year: 'im Jahr', ever: 'insgesamt' },
};

function named(thing: Pick<Action, 'name' | 'nameIn'> | undefined, locale: string): string | undefined {
  const names: Readonly<Record<string, string | undefined>> = thing?.nameIn ?? {};
  return names[locale] ?? names[locale.split('-')[0] ?? ''] ?? thing?.name;
}
