import { Go } from '../parts/go.tsx';
import { when } from '../words/numbers.ts';
import { memberName } from '../words/people.ts';
import { STATE_WORDS, whoWords, type ReferralRow } from '../words/referrals.ts';

interface TableProps {
  readonly rows: readonly ReferralRow[];
  /** Undefined: my role does not decide. */
  readonly onDecide: ((row: ReferralRow) => void) | undefined;
}

/** Who brought whom, how it stands and why. */
export function ReferralTable({ onDecide, rows }: TableProps) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">Member</s-table-header>
        <s-table-header listSlot="secondary">Friend</s-table-header>
        <s-table-header>State</s-table-header>
        <s-table-header>Why</s-table-header>
        <s-table-header>Decision</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {rows.map((row) => (
          <s-table-row key={row.id}>
            <s-table-cell>
              <div>
                <Go to={`/members/${row.advocate.memberId}`}>{memberName(row.advocate)}</Go>
                {row.advocate.blocked && <span className="beside">May bring no friends</span>}
              </div>
            </s-table-cell>
            <s-table-cell>
              <div>
                <Go to={`/members/${row.friend.memberId}`}>{memberName(row.friend)}</Go>
                {row.order !== null && <span className="beside">Order {row.order.name}</span>}
              </div>
            </s-table-cell>
            <s-table-cell>
              <div>
                {STATE_WORDS[row.state]}
                <span className="beside">{when(row.at)}</span>
              </div>
            </s-table-cell>
            <s-table-cell>
              <Why row={row} />
            </s-table-cell>
            <s-table-cell>
              {onDecide !== undefined && row.may.length > 0 && (
                <s-button accessibilityLabel={`Decide: ${whoWords(row)}`} onClick={() => onDecide(row)}>
                  Decide
                </s-button>
              )}
            </s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

function Why({ row }: { readonly row: ReferralRow }) {
  const [first, ...others] = row.why;
  if (first === undefined) return null;
  return (
    <div>
      {first.text}
      {others.map(({ text }) => (
        <span key={text} className="beside">
          {text}
        </span>
      ))}
      {row.score !== null && row.state === 'held' && <span className="beside">Score {row.score}</span>}
    </div>
  );
}
