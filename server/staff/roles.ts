export const roles = ['owner', 'manager', 'support', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** What a newcomer may begin with; nobody becomes an owner by coming. */
export const defaultRoles = ['manager', 'support', 'viewer'] as const satisfies readonly Role[];
export type DefaultRole = (typeof defaultRoles)[number];

/** Everything staff do in the admin, with who may and how it is said. README.md shows it as a table. */
const table = {
  look: { roles: ['owner', 'manager', 'support', 'viewer'], words: 'to look at the programme and its members' },
  adjust: { roles: ['owner', 'manager', 'support'], words: 'to give or take points' },
  'say-tier': { roles: ['owner', 'manager', 'support'], words: 'to give a member a tier' },
  release: { roles: ['owner', 'manager', 'support'], words: 'to take a redemption back' },
  decide: { roles: ['owner', 'manager'], words: 'to approve or decline what others ask for' },
  'judge-referrals': { roles: ['owner', 'manager', 'support'], words: 'to decide about referrals' },
  draft: { roles: ['owner', 'manager'], words: 'to work on the draft' },
  publish: { roles: ['owner', 'manager'], words: 'to publish the programme' },
  retry: { roles: ['owner', 'manager'], words: 'to retry a message from Shopify' },
  'check-books': { roles: ['owner', 'manager'], words: 'to check the books' },
  correct: { roles: ['owner', 'manager'], words: 'to correct the books' },
  'change-settings': { roles: ['owner'], words: 'to change the settings' },
  'give-roles': { roles: ['owner'], words: 'to give roles' },
} as const satisfies Record<string, { readonly roles: readonly Role[]; readonly words: string }>;

export type Act = keyof typeof table;
export const acts = Object.keys(table) as readonly Act[];

/** Why not: which roles it takes, and for what. */
export interface WrongRole {
  readonly code: 'wrong-role';
  readonly role: Role;
  readonly act: Act;
  readonly needed: readonly Role[];
}

/** Whether a role may do something; undefined when it may, else the reason. */
export function mayNot(role: Role, act: Act): WrongRole | undefined {
  const needed: readonly Role[] = table[act].roles;
  return needed.includes(role) ? undefined : { code: 'wrong-role', role, act, needed };
}

/** The acts of a role. */
export function actsOf(role: Role): Act[] {
  return acts.filter((act) => mayNot(role, act) === undefined);
}

/** What is missing and who can help: "It takes an owner or a manager to publish the programme, and your role is viewer. Mara Lindt can change that." */
export function wrongRoleSentence({ role, act, needed }: WrongRole, owners: readonly string[]): string {
  const who = needed.map((one) => `${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`);
  const helper = owners.length === 0 ? 'An owner of this shop' : listed(owners, 'or');
  return `It takes ${listed(who, 'or')} ${table[act].words}, and your role is ${role}. ${helper} can change that.`;
}

function listed(items: readonly string[], joint: string): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`;
}
