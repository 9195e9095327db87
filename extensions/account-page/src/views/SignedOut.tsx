import { words } from '../words.ts';

/** Shopify did not tell who the customer is: signed out meanwhile, or the app may not know customers in this shop. */
export function SignedOut({ program }: { program: string }) {
  const { say } = words();
  return (
    <s-page heading={program}>
      <s-banner tone="info" heading={say('signed-out.heading')}>
        {say('signed-out.text')}
      </s-banner>
    </s-page>
  );
}
