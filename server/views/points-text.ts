import { numbersIn, pluralsIn } from '../core/intl.ts';
import type { Locale } from '../program/index.ts';

const words: Readonly<Record<Locale, readonly [one: string, other: string]>> = {
  en: [' point', ' points'],
  de: [' Punkt', ' Punkte'],
  fr: [' point', ' points'],
  es: [' punto', ' puntos'],
  ja: ['ポイント', 'ポイント'],
  th: [' คะแนน', ' คะแนน'],
  'zh-TW': [' 點', ' 點'],
};

/** "1,240 points", in the forms of the language. */
export function pointsText(points: number, locale: Locale): string {
  const [one, other] = words[locale];
  return `${numbersIn(locale).format(points)}${pluralsIn(locale).select(points) === 'one' ? one : other}`;
}
