import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Waiting } from '../approvals/waiting.tsx';
import { queries } from '../queries.ts';

/** What waits for a second person about this member. Nothing while nothing does; what was decided here is still told. */
export function WaitingOf({ memberId }: { readonly memberId: string }) {
  const waiting = useQuery(queries.approvalsOf(memberId)).data?.waiting ?? [];
  const [seen, setSeen] = useState(false);
  if (waiting.length > 0 && !seen) setSeen(true);
  if (waiting.length === 0 && !seen) return null;
  return (
    <s-section heading="Waiting for a second person">
      <Waiting approvals={waiting} />
    </s-section>
  );
}
