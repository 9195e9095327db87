import type { EarnReason, EarnRule, ReasonOf } from '../earn-reasons.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { japanese } from './ja.ts';
import { sayIn, spokenFor, type ReasonNames, type Say, type Spoken } from './say.ts';
import { thai } from './th.ts';
import { chinese } from './zh-tw.ts';

/** A sentence for each rule of the closed list. */
export type Sentences = { readonly [R in EarnRule]: (reason: ReasonOf<R>, say: Say) => string };

const sentences: Readonly<Record<Spoken, Sentences>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
  th: thai,
  'zh-TW': chinese,
};

/** A stored reason; which rules it may name depends on the room that wrote it. */
export type StoredReason = Readonly<Record<string, unknown>>;

/** Why points were earned, in words of the locale, in English where we do not speak it; undefined: it is no reason of earning. */
export function reasonText(reason: StoredReason, names: ReasonNames, locale: string): string | undefined {
  if (!isEarnReason(reason)) return undefined;
  const language = spokenFor(locale);
  const sentence = sentences[language][reason.rule] as (reason: EarnReason, say: Say) => string;
  return sentence(reason, sayIn(language, locale, names));
}

/** The closed list: every rule by which points are earned or not. */
export const earnRules = Object.keys(english) as readonly EarnRule[];

function isEarnReason(reason: StoredReason): reason is StoredReason & EarnReason {
  return earnRules.includes(reason['rule'] as EarnRule);
}
