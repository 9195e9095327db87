import type { Config } from '@react-router/dev/config';
import { hydrogenPreset } from '@shopify/hydrogen/react-router-preset';

export default {
  presets: [hydrogenPreset()],
  // React Router 8 will have both; Hydrogen 2026.4 is written against 7's ways.
  future: { v8_passThroughRequests: false, v8_trailingSlashAwareDataRequests: false },
} satisfies Config;
