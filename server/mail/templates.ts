import type { z } from 'zod';
import type { Locale } from '../program/index.ts';
import { sayIn, type InEveryLanguage, type Letter } from './letter.ts';
import { pointsExpire, pointsExpireParams } from './templates/points-expire.ts';
import { referralInvitation, referralInvitationParams } from './templates/referral-invitation.ts';
import { referralThanks, referralThanksParams } from './templates/referral-thanks.ts';

/** Every kind of mail and what it is told. The migration names them too. */
export const templateParams = {
  'referral-invitation': referralInvitationParams,
  'points-expire': pointsExpireParams,
  'referral-thanks': referralThanksParams,
} as const;

export type Template = keyof typeof templateParams;
export type ParamsOf<T extends Template> = z.infer<(typeof templateParams)[T]>;

/** A template with what it is to tell. */
export type Telling = { [T in Template]: { readonly template: T; readonly params: ParamsOf<T> } }[Template];

const words: { readonly [T in Template]: InEveryLanguage<ParamsOf<T>> } = {
  'referral-invitation': referralInvitation,
  'points-expire': pointsExpire,
  'referral-thanks': referralThanks,
};

/** What a mail says in a language. Pure; throws a ZodError for parameters that do not fit. */
export function letterOf<T extends Template>(template: T, params: unknown, locale: Locale): Letter {
  return words[template][locale](templateParams[template].parse(params) as ParamsOf<T>, sayIn(locale));
}
