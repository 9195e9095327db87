import { createSpeaker, type KeyOf, type Speaker } from '@laurel/extension-client';
import type english from '../locales/en.default.json';
import { host } from './host.ts';

export type Key = KeyOf<typeof english>;
export type Words = Speaker<Key>;

/** Speaks the shopper's language with this extension's texts. */
export function words(): Words {
  return createSpeaker<Key>(host().i18n);
}
