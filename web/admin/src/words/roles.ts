import type { Act, Role } from '@laurel/server/api';

/** What a role is for, in a line. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly name: string; readonly details: string }>> = {
  owner: { name: 'Owner', details: 'Everything, also settings and roles.' },
  manager: { name: 'Manager', details: 'The programme, points, approvals and the books.' },
  support: { name: 'Support', details: 'Gives or takes points, and takes redemptions back.' },
  viewer: { name: 'Viewer', details: 'Looks, and changes nothing.' },
};

const ACT_WORDS: Readonly<Partial<Record<Act, string>>> = {
  adjust: 'give or take points',
  'change-settings': 'change the settings',
  'give-roles': 'give roles',
};

/** Why a part of a page is not offered: "Your role is viewer, which may not give or take points. An owner can change it in Settings." */
export function mayNotSentence(role: Role, act: Act): string {
  return `Your role is ${role}, which may not ${ACT_WORDS[act] ?? 'do this'}. An owner can change it in Settings.`;
}
