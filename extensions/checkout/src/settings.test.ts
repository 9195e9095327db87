import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test.each([
  ['nothing set', {}, { heading: null, layout: 'full', invitesGuests: true }],
  [
    'all set',
    { heading: ' My club ', layout: 'compact', show_guest_message: false },
    { heading: 'My club', layout: 'compact', invitesGuests: false },
  ],
  ['an empty heading', { heading: '  ' }, { heading: null, layout: 'full', invitesGuests: true }],
  ['an unknown layout', { layout: 'huge' }, { heading: null, layout: 'full', invitesGuests: true }],
])('%s', (_, values, settings) => {
  expect(readSettings(values)).toEqual(settings);
});
