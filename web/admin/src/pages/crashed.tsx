import { useRouteError } from 'react-router';

/** The last net: a mistake in this app, not in the merchant's data. */
export function Crashed() {
  const error = useRouteError();
  return (
    <s-page heading="Something went wrong">
      <s-section>
        <div role="alert">
          <s-banner tone="critical" heading="This page has stopped">
            <s-paragraph>Nothing you published was changed. Reload to go on.</s-paragraph>
            <s-paragraph color="subdued">{error instanceof Error ? error.message : ''}</s-paragraph>
            <s-button slot="secondary-actions" onClick={() => window.location.reload()}>
              Reload
            </s-button>
          </s-banner>
        </div>
      </s-section>
    </s-page>
  );
}
