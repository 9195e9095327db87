import type { ApprovalView } from '@laurel/server/api';
import { useState } from 'react';
import { Go } from '../parts/go.tsx';
import { Told } from '../parts/told.tsx';
import { useMay } from '../parts/use-may.ts';
import { askedWords, memberOf, needWords } from '../words/approvals.ts';
import { onDay, when } from '../words/numbers.ts';
import { DecidePanel, WithdrawPanel } from './decide.tsx';

/** What waits for a second person, with who asked and why; each can be decided by others, and withdrawn by who asked. */
export function Waiting({ approvals }: { readonly approvals: readonly ApprovalView[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const chosen = approvals.find(({ id }) => id === open);
  const ends = {
    onDone: (sentence: string) => {
      setOpen(null);
      setDone(sentence);
    },
    onClose: () => setOpen(null),
  };
  const choose = (id: string) => {
    setDone('');
    setOpen(id);
  };
  return (
    <s-stack gap="base">
      {approvals.length > 0 && <WaitingTable approvals={approvals} onChoose={choose} />}
      {chosen !== undefined &&
        (chosen.isMine ? (
          <WithdrawPanel key={chosen.id} approval={chosen} {...ends} />
        ) : (
          <DecidePanel key={chosen.id} approval={chosen} {...ends} />
        ))}
      <Told sentence={done} />
    </s-stack>
  );
}

function WaitingTable({ approvals, onChoose }: { readonly approvals: readonly ApprovalView[]; readonly onChoose: (id: string) => void }) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">What</s-table-header>
        <s-table-header listSlot="secondary">Reason</s-table-header>
        <s-table-header>Asked by</s-table-header>
        <s-table-header>Expires</s-table-header>
        <s-table-header>Decision</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {approvals.map((approval) => (
          <s-table-row key={approval.id}>
            <s-table-cell>
              <div>
                {askedWords(approval)} {approval.way === 'give' ? 'to' : 'from'}{' '}
                <Go to={`/members/${approval.memberId}`}>{memberOf(approval)}</Go>
                <span className="beside">{needWords(approval)}</span>
              </div>
            </s-table-cell>
            <s-table-cell>{approval.reason}</s-table-cell>
            <s-table-cell>
              <div>
                {approval.requestedBy}
                <span className="beside">{when(approval.requestedAt)}</span>
              </div>
            </s-table-cell>
            <s-table-cell>{onDay(approval.expiresAt)}</s-table-cell>
            <s-table-cell>
              <Act approval={approval} onChoose={onChoose} />
            </s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

function Act({ approval, onChoose }: { readonly approval: ApprovalView; readonly onChoose: (id: string) => void }) {
  const { may } = useMay('decide');
  const what = `${askedWords(approval)}, ${memberOf(approval)}`;
  if (approval.isMine) {
    return (
      <s-button accessibilityLabel={`Withdraw: ${what}`} onClick={() => onChoose(approval.id)}>
        Withdraw
      </s-button>
    );
  }
  if (may !== true) return <s-text color="subdued">An owner or a manager decides</s-text>;
  return (
    <s-button accessibilityLabel={`Decide: ${what}`} onClick={() => onChoose(approval.id)}>
      Decide
    </s-button>
  );
}
