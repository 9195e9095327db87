import { points } from '@laurel/extension-client';
import { words } from '../words.ts';

/** How many points there are, and in which tier; the same line whether Laurel said so or Shopify's summary. */
export function Standing({ available, tier }: { available: number; tier: string | undefined }) {
  return (
    <s-stack direction="inline" gap="small" alignItems="center">
      <s-text type="strong">{words().say('points', points(available))}</s-text>
      {tier !== undefined && <s-badge>{tier}</s-badge>}
    </s-stack>
  );
}
