import type { Act } from '@laurel/server/api';
import { mayNotSentence } from '../words/roles.ts';
import { useMay } from './use-may.ts';

/** Says why a part of a page is only to read, where my role does not allow the act; nothing where it does, or is not known yet. */
export function WhyNot({ act }: { readonly act: Exclude<Act, 'look'> }) {
  const { may, me } = useMay(act);
  return may === false && me !== undefined ? <s-paragraph color="subdued">{mayNotSentence(me.role, act)}</s-paragraph> : null;
}
