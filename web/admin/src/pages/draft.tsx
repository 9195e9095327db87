import { useQuery } from '@tanstack/react-query';
import { DraftForm } from '../draft/draft-form.tsx';
import { Answered } from '../parts/states.tsx';
import { useMay } from '../parts/use-may.ts';
import { queries } from '../queries.ts';
import { DraftToRead } from '../draft/draft-to-read.tsx';

export function DraftPage() {
  // What another person saved an hour ago must not be edited as if it were now.
  const draft = useQuery({ ...queries.draft(), refetchOnMount: 'always' });
  const { may } = useMay('draft');
  return (
    <s-page heading="Draft of the programme">
      <Answered what="the draft" query={draft}>
        {(latest) => (may === false ? <DraftToRead answer={latest} /> : <DraftForm latest={latest} />)}
      </Answered>
    </s-page>
  );
}
