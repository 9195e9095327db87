import type { Difference, Verification } from '@laurel/server/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { Answered, Empty, Reference } from '../parts/states.tsx';
import { useMay } from '../parts/use-may.ts';
import { WhyNot } from '../parts/why-not.tsx';
import { queries } from '../queries.ts';
import { number, when } from '../words/numbers.ts';
import { checkedWords, foundWords, verificationSentence } from '../words/verification.ts';
import { Correct } from './correct.tsx';
import { Differences } from './differences.tsx';

/** What the last check of the books came to, every night or when asked; what differs can be put right here. */
export function Verify() {
  const cache = useQueryClient();
  const checks = useQuery(queries.verifications());
  const { may } = useMay('check-books');
  const verifying = useMutation({
    mutationFn: api.verify,
    onSettled: () => cache.invalidateQueries({ queryKey: queries.verifications().queryKey }),
  });
  return (
    <s-section heading="Check the books">
      <s-stack gap="base">
        <s-paragraph color="subdued">
          Derives everything again: balances from entries, orders from what is on them, tiers from orders, and every posting from its cause.
          Every night, and whenever you ask. Changes nothing.
        </s-paragraph>
        {may === true && (
          <div>
            <s-button variant="primary" onClick={() => verifying.mutate()} loading={verifying.isPending}>
              Verify
            </s-button>
          </div>
        )}
        <WhyNot act="check-books" />
        {verifying.error !== null && <Failed error={verifying.error} />}
        <Answered what="the last checks" query={checks}>
          {({ verifications: [newest, ...earlier] }) =>
            newest === undefined ? (
              <Empty heading="Not checked yet">The books are checked every night{may === true ? '. Verify checks them now.' : '.'}</Empty>
            ) : (
              <>
                <Newest key={newest.id} check={newest} busy={verifying.isPending} onChanged={() => verifying.mutate()} />
                {earlier.length > 0 && <Earlier checks={earlier} />}
              </>
            )
          }
        </Answered>
      </s-stack>
    </s-section>
  );
}

interface NewestProps {
  readonly check: Verification;
  readonly busy: boolean;
  /** Something was put right: what is shown is of before. */
  readonly onChanged: () => void;
}

function Newest({ check, busy, onChanged }: NewestProps) {
  const [chosen, choose] = useState<Difference>();
  const right = check.found === 0;
  return (
    <s-stack gap="base">
      <div role="status">
        <s-banner tone={right ? 'success' : 'critical'} heading={right ? 'The books are right' : 'The books differ'}>
          <s-paragraph>{verificationSentence(check)}</s-paragraph>
          <s-paragraph color="subdued">{checkedWords(check)}</s-paragraph>
        </s-banner>
      </div>
      {chosen !== undefined && <Correct key={nameOf(chosen)} difference={chosen} onDone={onChanged} onClose={() => choose(undefined)} />}
      {!right && <Differences differences={check.differences} disabled={busy} onCorrect={choose} />}
      {check.found > check.differences.length && (
        <s-paragraph color="subdued">
          The first {number(check.differences.length)} are listed. Put these right, then verify again.
        </s-paragraph>
      )}
    </s-stack>
  );
}

function nameOf({ memberId, what }: Difference): string {
  return `${memberId} ${what}`;
}

function Earlier({ checks }: { readonly checks: readonly Verification[] }) {
  return (
    <details className="why">
      <summary>Earlier checks</summary>
      <ul>
        {checks.map((check) => (
          <li key={check.id}>
            <span>
              {when(check.at)}, {check.by === null ? 'in the night' : 'by staff'}
            </span>
            <span className="why-points">{foundWords(check.found)}</span>
          </li>
        ))}
      </ul>
    </details>
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
