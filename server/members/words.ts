import { spokenFor, type StoredReason } from '../program/index.ts';

/** Why two members became one, in words of the locale, in English where we do not speak it; undefined: it is another reason. */
export function mergeReasonText(reason: StoredReason, locale: string): string | undefined {
  if (reason['rule'] !== 'merged') return undefined;
  const [gone, kept] = [String(reason['gone']), String(reason['kept'])];
  return spokenFor(locale) === 'de'
    ? `Der Shop hat Kunde ${gone} mit Kunde ${kept} zusammengeführt`
    : `The shop merged customer ${gone} into customer ${kept}`;
}
