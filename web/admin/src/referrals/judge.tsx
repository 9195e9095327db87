import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { NotDone, Panel } from '../parts/panel.tsx';
import { memberName } from '../words/people.ts';
import { judgedSentence, whoWords, type Judgement, type ReferralRow } from '../words/referrals.ts';

interface JudgeProps {
  readonly row: ReferralRow;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

type Act = Judgement | 'block';

const noteMin = 3;
const BUTTONS: Readonly<Record<Judgement, string>> = { approve: 'Approve', refuse: 'Refuse', reopen: 'Have it wait again' };

/** Reads once more what speaks against it, and decides; or lets the member bring no friends any more, with all that is not theirs yet. */
export function JudgePanel({ onClose, onDone, row }: JudgeProps) {
  const cache = useQueryClient();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const text = note.trim();
  const sending = useMutation({
    mutationFn: async (act: Act) =>
      act === 'block'
        ? api.blockAdvocate(row.advocate.memberId, true, text).then(() => `${memberName(row.advocate)} may bring no friends any more.`)
        : api.judgeReferral(row.id, act, text).then(({ state }) => judgedSentence(row, state)),
    onSuccess: onDone,
    onSettled: () => cache.invalidateQueries({ queryKey: ['referrals'] }),
  });
  const send = (act: Act) => {
    setMissing(text.length < noteMin);
    if (text.length >= noteMin) sending.mutate(act);
  };
  const loading = (act: Act) => sending.isPending && sending.variables === act;
  return (
    <Panel heading={`${whoWords(row)}: what shall it be?`}>
      <ul>
        {row.why.map(({ text: why, weight }) => (
          <li key={why}>
            {why}
            {weight !== null && ` (${weight})`}
          </li>
        ))}
      </ul>
      <s-text-field
        label="Note"
        details="Stays with the referral, for staff to read; neither of them sees it."
        value={note}
        maxLength={300}
        error={missing ? `Say why, in at least ${noteMin} characters.` : ''}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      {sending.error !== null && <NotDone error={sending.error} />}
      <s-stack direction="inline" gap="small-200">
        {row.may.map((act) => (
          <s-button
            key={act}
            {...(act === 'approve' ? { variant: 'primary' as const } : {})}
            {...(act === 'refuse' ? { tone: 'critical' as const } : {})}
            onClick={() => send(act)}
            loading={loading(act)}
          >
            {BUTTONS[act]}
          </s-button>
        ))}
        {!row.advocate.blocked && (
          <s-button tone="critical" onClick={() => send('block')} loading={loading('block')}>
            Block {memberName(row.advocate)}
          </s-button>
        )}
        <s-button onClick={onClose} disabled={sending.isPending}>
          Cancel
        </s-button>
      </s-stack>
    </Panel>
  );
}
