import type { Verification } from '@laurel/server/api';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Go } from '../parts/go.tsx';
import { Reference } from '../parts/states.tsx';
import { number, when } from '../words/numbers.ts';
import { verificationSentence } from '../words/verification.ts';

/** Adds up every entry anew and compares the sums with the balances shown. */
export function Verify() {
  const verifying = useMutation({ mutationFn: api.verify });
  return (
    <s-section heading="Check the books">
      <s-stack gap="base">
        <s-paragraph color="subdued">
          Adds up every entry ever made and compares the sums with the balances members see. Changes nothing.
        </s-paragraph>
        <div>
          <s-button variant="primary" onClick={() => verifying.mutate()} loading={verifying.isPending}>
            Verify
          </s-button>
        </div>
        <div role="status">{verifying.data !== undefined && <Result result={verifying.data} />}</div>
        {verifying.error !== null && <Failed error={verifying.error} />}
      </s-stack>
    </s-section>
  );
}

function Result({ result }: { readonly result: Verification }) {
  const right = result.differences.length === 0;
  return (
    <s-stack gap="base">
      <s-banner tone={right ? 'success' : 'critical'} heading={right ? 'The books are right' : 'The books differ'}>
        <s-paragraph>{verificationSentence(result)}</s-paragraph>
        <s-paragraph color="subdued">Checked {when(result.at)}.</s-paragraph>
      </s-banner>
      {!right && <Differences differences={result.differences} />}
    </s-stack>
  );
}

function Differences({ differences }: { readonly differences: Verification['differences'] }) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">Member</s-table-header>
        <s-table-header>Number</s-table-header>
        <s-table-header format="numeric">Shown</s-table-header>
        <s-table-header format="numeric">By the entries</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {differences.map((difference, index) => (
          <s-table-row key={index}>
            <s-table-cell>
              <Go to={`/members/${difference.memberId}`}>{difference.memberId}</Go>
            </s-table-cell>
            <s-table-cell>{difference.what}</s-table-cell>
            <s-table-cell>{number(difference.stored)}</s-table-cell>
            <s-table-cell>{number(difference.derived)}</s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

function Failed({ error }: { readonly error: Error }) {
  return (
    <div role="alert">
      <s-banner tone="critical" heading="The check did not finish">
        <s-paragraph>{error.message}</s-paragraph>
        <Reference error={error} />
      </s-banner>
    </div>
  );
}
