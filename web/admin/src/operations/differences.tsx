import type { Difference } from '@laurel/server/api';
import { Go } from '../parts/go.tsx';
import { useMay } from '../parts/use-may.ts';
import { number } from '../words/numbers.ts';
import { firstWrongWords } from '../words/verification.ts';

interface DifferencesProps {
  readonly differences: readonly Difference[];
  readonly disabled: boolean;
  readonly onCorrect: (difference: Difference) => void;
}

/** What is stored and what it should be, and for each what puts it right. */
export function Differences({ differences, disabled, onCorrect }: DifferencesProps) {
  const { may } = useMay('correct');
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">What differs</s-table-header>
        <s-table-header format="numeric">Stored</s-table-header>
        <s-table-header format="numeric">Should be</s-table-header>
        <s-table-header>First wrong entry</s-table-header>
        <s-table-header listSlot="secondary">What puts it right</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {differences.map((difference) => (
          <s-table-row key={`${difference.memberId} ${difference.what}`}>
            <s-table-cell>
              <div className="differs">
                {difference.what}
                <span className="beside">
                  <Go to={`/members/${difference.memberId}`}>Member {difference.memberId.slice(-8)}</Go>
                </span>
              </div>
            </s-table-cell>
            <s-table-cell>{number(difference.stored)}</s-table-cell>
            <s-table-cell>{number(difference.derived)}</s-table-cell>
            <s-table-cell>{firstWrongWords(difference)}</s-table-cell>
            <s-table-cell>
              <div className="remedy">
                <span>{difference.correction?.text ?? difference.instead}</span>
                {difference.correction !== null && may === true && (
                  <s-button accessibilityLabel={`Correct ${difference.what}`} disabled={disabled} onClick={() => onCorrect(difference)}>
                    Correct
                  </s-button>
                )}
              </div>
            </s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}
