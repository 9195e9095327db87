import type { ApprovalView } from '@laurel/server/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { NotDone, Panel } from '../parts/panel.tsx';
import { askedWords, decidedSentence, needWords, whomWords } from '../words/approvals.ts';

interface DecideProps {
  readonly approval: ApprovalView;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

const noteMin = 3;

/** Reads it over once more, and decides: approve, or decline with a note. */
export function DecidePanel({ approval, onDone, onClose }: DecideProps) {
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const text = note.trim();
  const sending = useSending(onDone, (decision: 'approve' | 'decline') =>
    api.decide(approval.id, decision === 'decline' ? { decision, note: text } : { decision, ...(text !== '' && { note: text }) }),
  );
  const send = (decision: 'approve' | 'decline') => {
    const wrong = text.length < noteMin && (decision === 'decline' || text !== '');
    setMissing(wrong);
    if (!wrong) sending.mutate(decision);
  };
  return (
    <Panel heading={`${askedWords(approval)} ${whomWords(approval)}?`}>
      <s-paragraph>
        {approval.requestedBy} asked for it. Reason: {approval.reason}. {needWords(approval)}
      </s-paragraph>
      <s-text-field
        label="Note"
        details="Needed to decline. Stays with the request; the member does not see it."
        value={note}
        maxLength={300}
        error={missing ? `Say why, in at least ${noteMin} characters.` : ''}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      {sending.error !== null && <NotDone error={sending.error} />}
      <s-stack direction="inline" gap="small-200">
        <s-button variant="primary" onClick={() => send('approve')} loading={sending.isPending && sending.variables === 'approve'}>
          Approve
        </s-button>
        <s-button tone="critical" onClick={() => send('decline')} loading={sending.isPending && sending.variables === 'decline'}>
          Decline
        </s-button>
        <s-button onClick={onClose} disabled={sending.isPending}>
          Cancel
        </s-button>
      </s-stack>
    </Panel>
  );
}

/** Takes back what I asked for myself. */
export function WithdrawPanel({ approval, onDone, onClose }: DecideProps) {
  const sending = useSending(onDone, () => api.withdraw(approval.id));
  return (
    <Panel heading={`Withdraw the request to ${askedWords(approval).toLowerCase()}?`}>
      <s-paragraph>Nobody needs to decide about it then, and no points move.</s-paragraph>
      {sending.error !== null && <NotDone error={sending.error} />}
      <s-stack direction="inline" gap="small-200">
        <s-button variant="primary" onClick={() => sending.mutate(undefined)} loading={sending.isPending}>
          Withdraw
        </s-button>
        <s-button onClick={onClose} disabled={sending.isPending}>
          Cancel
        </s-button>
      </s-stack>
    </Panel>
  );
}

function useSending<V>(onDone: (sentence: string) => void, send: (what: V) => Promise<ApprovalView>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (approval) => onDone(decidedSentence(approval)),
    onSettled: () => cache.invalidateQueries(),
  });
}
