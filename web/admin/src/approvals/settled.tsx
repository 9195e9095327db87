import type { ApprovalView } from '@laurel/server/api';
import { Go } from '../parts/go.tsx';
import { askedWords, memberOf, outcomeWords } from '../words/approvals.ts';

const TONES = { approved: 'success', declined: 'critical', withdrawn: 'neutral', expired: 'neutral', pending: 'info' } as const;

/** What was decided, withdrawn or has expired, the newest request first. */
export function Settled({ approvals }: { readonly approvals: readonly ApprovalView[] }) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">What</s-table-header>
        <s-table-header listSlot="inline">State</s-table-header>
        <s-table-header>Asked by</s-table-header>
        <s-table-header>What became of it</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {approvals.map((approval) => (
          <s-table-row key={approval.id}>
            <s-table-cell>
              <div>
                {askedWords(approval)} {approval.way === 'give' ? 'to' : 'from'}{' '}
                <Go to={`/members/${approval.memberId}`}>{memberOf(approval)}</Go>
                <span className="beside">{approval.reason}</span>
              </div>
            </s-table-cell>
            <s-table-cell>
              <s-badge tone={TONES[approval.state]}>{approval.state}</s-badge>
            </s-table-cell>
            <s-table-cell>{approval.requestedBy}</s-table-cell>
            <s-table-cell>
              <div>
                {outcomeWords(approval)}
                {approval.note !== null && <span className="beside">{approval.note}</span>}
              </div>
            </s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}
