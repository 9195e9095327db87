/** Customer account pages: full pages, order status and profile blocks. */
import { mountScenario } from './mount.ts';

await mountScenario(() => ({
  // Everyone who sees these pages of the dev store is signed in.
  requireLogin: () => undefined,
}));
