import type { Host } from './host.ts';

/** What the merchant set in the checkout editor. Every value may be missing. */
export interface Settings {
  /** null: the programme's name. */
  readonly heading: string | null;
  readonly layout: 'compact' | 'full';
  readonly invitesGuests: boolean;
}

export function readSettings(values: Host['settings']['value']): Settings {
  const heading = values['heading'];
  return {
    heading: typeof heading === 'string' && heading.trim() !== '' ? heading.trim() : null,
    layout: values['layout'] === 'compact' ? 'compact' : 'full',
    invitesGuests: values['show_guest_message'] !== false,
  };
}
