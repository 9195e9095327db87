import { createSmallSpeaker, type Speaker } from '@laurel/extension-client';
import type english from '../locales/en.default.json';
import { host } from './host.ts';

/** A dotted key of the locale files; a plural text counts as one. */
type KeyOf<Texts> = {
  [Name in keyof Texts & string]: Texts[Name] extends string | { other: string } ? Name : `${Name}.${KeyOf<Texts[Name]>}`;
}[keyof Texts & string];

export type Key = KeyOf<typeof english>;
export type Words = Pick<Speaker<Key>, 'say'>;

/** Speaks the shopper's language with this extension's texts. */
export function words(): Words {
  return createSmallSpeaker<Key>(host().i18n);
}
