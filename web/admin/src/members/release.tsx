import type { MemberFile } from '@laurel/server/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { NotDone, Panel } from '../parts/panel.tsx';
import { points } from '../words/numbers.ts';
import { releasedSentence } from '../words/release.ts';

type Redemption = MemberFile['redemptions'][number];

interface ReleaseProps {
  readonly redemption: Redemption;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

const reasonMin = 3;

/** Asks for the reason, says what will happen, and takes a redemption back. */
export function Release({ redemption, onDone, onClose }: ReleaseProps) {
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const releasing = useMutation({
    mutationFn: () => api.release(redemption.id, reason.trim()),
    onSuccess: (after) => onDone(releasedSentence(after)),
    onSettled: () => cache.invalidateQueries(),
  });
  const send = () => {
    const wrong = reason.trim().length < reasonMin;
    setMissing(wrong);
    if (!wrong) releasing.mutate();
  };
  return (
    <Panel heading={`Take back ${redemption.title}?`}>
      <s-paragraph>
        Its code is switched off first, and then {points(redemption.points)} return to the member. If an order with the code is on its way,
        the order keeps the discount and the points stay used. This can’t be undone; the member can redeem again.
      </s-paragraph>
      <s-text-field
        required
        label="Reason"
        details="Kept in the history together with who you are. The member does not see it."
        value={reason}
        maxLength={300}
        error={missing ? `Say why, in at least ${reasonMin} characters.` : ''}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      {releasing.error !== null && <NotDone error={releasing.error} />}
      <s-stack direction="inline" gap="small-200">
        <s-button variant="primary" onClick={send} loading={releasing.isPending}>
          Take back
        </s-button>
        <s-button onClick={onClose} disabled={releasing.isPending}>
          Cancel
        </s-button>
      </s-stack>
    </Panel>
  );
}
