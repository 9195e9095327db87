/** What to call a member whose name the shop does not know, or has erased. */
export function memberName(member: { readonly name: string | null; readonly customerId: string | null }): string {
  if (member.name !== null && member.name.trim() !== '') return member.name;
  return member.customerId === null ? 'Guest, not claimed yet' : `Customer ${member.customerId}`;
}
