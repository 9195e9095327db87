/** Who works in the merchant's admin. Laurel gives each a role of its own; the note says which one they have from the start. */
export interface StaffMember {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly note: string;
}

export const staff: readonly StaffMember[] = [
  { id: '1', firstName: 'Mara', lastName: 'Lindt', note: 'owner' },
  { id: '2', firstName: 'Jo', lastName: 'Park', note: 'support' },
  { id: '3', firstName: 'Sam', lastName: 'Ito', note: 'manager' },
  { id: '4', firstName: 'Vic', lastName: 'Roy', note: 'viewer' },
];

/** Whoever opens the admin without having chosen is the first. */
export function staffMember(id: string | undefined): StaffMember {
  const first = staff[0];
  const found = staff.find((one) => one.id === id) ?? first;
  if (!found) throw new Error('the dev store has nobody who works there');
  return found;
}
