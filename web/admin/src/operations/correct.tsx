import type { Difference } from '@laurel/server/api';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, Refused } from '../api.ts';
import { Reference } from '../parts/states.tsx';
import { tell } from '../parts/tell.ts';
import { number } from '../words/numbers.ts';
import { correctedWords } from '../words/verification.ts';

interface CorrectProps {
  readonly difference: Difference;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks for the reason and puts one difference right. One attempt, however often it is sent. */
export function Correct({ difference, onDone, onClose }: CorrectProps) {
  const [attempt] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const correcting = useMutation({
    mutationFn: () => api.correct(attempt, difference, reason.trim()),
    onSuccess: ({ points }) => {
      tell(correctedWords(points));
      onDone();
    },
  });
  const apply = () => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') correcting.mutate();
  };
  const gone = correcting.error instanceof Refused && correcting.error.status === 409;
  return (
    <section className="correct" aria-labelledby="correct-heading">
      <h3 id="correct-heading" ref={heading} tabIndex={-1}>
        Correct {difference.what}
      </h3>
      <s-paragraph>
        Stored is {number(difference.stored)}; it should be {number(difference.derived)}. {difference.correction?.text}
      </s-paragraph>
      <s-text-field
        required
        label="Reason"
        details="Stands in the member’s history and in the record of what staff did."
        value={reason}
        maxLength={500}
        error={missing ? 'Say why, in a few words.' : ''}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      {correcting.error !== null && (
        <div role="alert">
          <s-banner tone="critical" heading={gone ? 'Nothing was changed' : 'It was not put right'}>
            <s-paragraph>{correcting.error.message}</s-paragraph>
            <Reference error={correcting.error} />
          </s-banner>
        </div>
      )}
      <s-stack direction="inline" gap="small-200">
        {gone ? (
          <s-button variant="primary" onClick={onDone}>
            Check again
          </s-button>
        ) : (
          <s-button variant="primary" onClick={apply} loading={correcting.isPending}>
            Apply
          </s-button>
        )}
        <s-button onClick={onClose}>Cancel</s-button>
      </s-stack>
    </section>
  );
}
