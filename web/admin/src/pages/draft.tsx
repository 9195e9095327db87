import { useQuery } from '@tanstack/react-query';
import { DraftForm } from '../draft/draft-form.tsx';
import { Answered } from '../parts/states.tsx';
import { queries } from '../queries.ts';

export function DraftPage() {
  // What another person saved an hour ago must not be edited as if it were now.
  const draft = useQuery({ ...queries.draft(), refetchOnMount: 'always' });
  return (
    <s-page heading="Draft of the programme">
      <Answered what="the draft" query={draft}>
        {(latest) => <DraftForm latest={latest} />}
      </Answered>
    </s-page>
  );
}
