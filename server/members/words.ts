import { inLocale, spokenFor, type Definition, type Locale, type StoredReason } from '../program/index.ts';

/** That a tier gave its gift, in words of the locale; undefined: it is another reason. */
export function giftReasonText(reason: StoredReason, definition: Definition | undefined, locale: Locale): string | undefined {
  if (reason['rule'] !== 'entry-gift') return undefined;
  const tier = definition?.tiers.find(({ id }) => id === reason['tierId']);
  const name = tier ? inLocale(tier, locale).name : String(reason['tierId']);
  const reward = definition?.rewards.find(({ id }) => id === reason['rewardId']);
  const what = reward === undefined ? '' : `: ${reward.nameIn?.[locale] ?? reward.name}`;
  return `${spokenFor(locale) === 'de' ? `Geschenk zum Erreichen von ${name}` : `A gift for reaching ${name}`}${what}`;
}

/** Why two members became one, in words of the locale, in English where we do not speak it; undefined: it is another reason. */
export function mergeReasonText(reason: StoredReason, locale: string): string | undefined {
  if (reason['rule'] !== 'merged') return undefined;
  const [gone, kept] = [String(reason['gone']), String(reason['kept'])];
  return spokenFor(locale) === 'de'
    ? `Der Shop hat Kunde ${gone} mit Kunde ${kept} zusammengeführt`
    : `The shop merged customer ${gone} into customer ${kept}`;
}
