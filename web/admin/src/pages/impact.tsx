import { useQuery } from '@tanstack/react-query';
import { Impact } from '../impact/impact.tsx';
import { Answered } from '../parts/states.tsx';
import { ProgrammeTabs } from '../programme/programme-tabs.tsx';
import { queries } from '../queries.ts';

export function ImpactPage() {
  const draft = useQuery({ ...queries.draft(), refetchOnMount: 'always' });
  return (
    <s-page heading="Impact of the draft">
      <s-stack gap="base">
        <ProgrammeTabs />
        <Answered what="the draft" query={draft}>
          {/* Another draft is another try. */}
          {(answer) => <Impact key={answer.draft?.hash ?? ''} answer={answer} />}
        </Answered>
      </s-stack>
    </s-page>
  );
}
