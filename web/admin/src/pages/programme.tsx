import type { ProgramView } from '@laurel/server/api';
import { useQuery } from '@tanstack/react-query';
import { Answered } from '../parts/states.tsx';
import { ProgrammeForm } from '../programme/form.tsx';
import { queries } from '../queries.ts';
import { when } from '../words/numbers.ts';

export function ProgrammePage() {
  const program = useQuery(queries.program());
  return (
    <s-page heading="Programme">
      <Answered what="the programme" query={program}>
        {(latest) => (
          <>
            <InForce view={latest} />
            <ProgrammeForm latest={latest} />
          </>
        )}
      </Answered>
    </s-page>
  );
}

function InForce({ view }: { readonly view: ProgramView }) {
  return (
    <s-section heading={view.definition.name}>
      <s-badge slot="accessory" tone="success">
        Version {view.version} in force
      </s-badge>
      <s-paragraph color="subdued">
        Published {when(view.publishedAt)} by {view.publishedBy}. Saving publishes the next version at once. Orders that are already paid
        keep the version they were paid under.
      </s-paragraph>
    </s-section>
  );
}
