import type { CurrentProgram } from '@laurel/server/api';
import { useQuery } from '@tanstack/react-query';
import { Go } from '../parts/go.tsx';
import { Answered } from '../parts/states.tsx';
import { ProgrammeTabs } from '../programme/programme-tabs.tsx';
import { Promised } from '../programme/promise.tsx';
import { queries } from '../queries.ts';
import { when } from '../words/numbers.ts';

export function ProgrammePage() {
  const program = useQuery(queries.program());
  return (
    <s-page heading="Programme">
      <s-stack gap="base">
        <ProgrammeTabs />
        <Answered what="the programme" query={program}>
          {(view) => (
            <>
              <Coming view={view} />
              <InForce view={view} />
              <Promised definition={view.definition} />
            </>
          )}
        </Answered>
      </s-stack>
    </s-page>
  );
}

function InForce({ view }: { readonly view: CurrentProgram }) {
  return (
    <s-section heading={view.definition.name}>
      <s-badge slot="accessory" tone="success">
        Version {view.version} in force
      </s-badge>
      <s-paragraph color="subdued">
        In force since {when(view.startsAt)}, published by {view.publishedBy}
        {view.note === null ? '' : `: “${view.note}”`}. Orders keep the version that was in force when they were paid.
      </s-paragraph>
      <Go to="/programme/draft">Change the programme</Go>
    </s-section>
  );
}

function Coming({ view: { coming } }: { readonly view: CurrentProgram }) {
  if (coming === null) return null;
  return (
    <s-banner tone="info" heading={`Version ${coming.version} starts ${when(coming.startsAt)}`}>
      <s-paragraph>
        {coming.publishedBy} published it {when(coming.publishedAt)}. <Go to="/programme/versions">See what it changes</Go>
      </s-paragraph>
    </s-banner>
  );
}
