import type { Act, Role } from '@laurel/server/api';

/** What a role is for, in a line. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly name: string; readonly details: string }>> = {
  owner: { name: 'Owner', details: 'Everything, also settings and roles.' },
  manager: { name: 'Manager', details: 'The programme, points, approvals and the books.' },
  support: { name: 'Support', details: 'Gives or takes points, and takes redemptions back.' },
  viewer: { name: 'Viewer', details: 'Looks, and changes nothing.' },
};

const ACT_WORDS: Readonly<Record<Exclude<Act, 'look'>, string>> = {
  adjust: 'give or take points',
  'say-tier': 'pin a tier or invite to one',
  release: 'take redemptions back',
  decide: 'approve or decline',
  'judge-referrals': 'decide about referrals',
  draft: 'change the draft or try it',
  publish: 'publish',
  retry: 'try messages again',
  'check-books': 'check the books',
  correct: 'correct the books',
  'change-settings': 'change the settings',
  'give-roles': 'give roles',
};

/** Why a part of a page is not offered: "Your role is viewer, which may not give or take points. An owner can change it in Settings." */
export function mayNotSentence(role: Role, act: Exclude<Act, 'look'>): string {
  return `Your role is ${role}, which may not ${ACT_WORDS[act]}. An owner can change it in Settings.`;
}
