/** The thank-you page: the order is placed, the extension only reads. */
import { mountScenario } from './mount.ts';

await mountScenario(() => ({}));
