import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../api.ts';
import { WholeField } from '../parts/field.tsx';
import { NotDone } from '../parts/panel.tsx';
import { Answered } from '../parts/states.tsx';
import { Told } from '../parts/told.tsx';
import { useMay } from '../parts/use-may.ts';
import { WhyNot } from '../parts/why-not.tsx';
import { queries } from '../queries.ts';
import { previewSentence, scoresProblem, staffSentence } from '../words/referrals.ts';

/** From which score on a referral waits or is refused, tried on past referrals before it is saved. */
export function Thresholds() {
  const thresholds = useQuery(queries.thresholds());
  const { may } = useMay('change-settings');
  return (
    <Answered what="the scores" query={thresholds}>
      {(now) => (
        <s-stack gap="base">
          <s-paragraph>
            Whatever advocate and friend have in common adds to a score. From {now.hold} on a referral waits for staff, from {now.refuse} on
            it is refused. What families and offices share does not reach that by itself.
          </s-paragraph>
          <WhyNot act="change-settings" />
          {may === true && <ThresholdForm key={now.revision} now={now} />}
        </s-stack>
      )}
    </Answered>
  );
}

function ThresholdForm({ now }: { readonly now: { readonly hold: number; readonly refuse: number; readonly revision: number } }) {
  const cache = useQueryClient();
  const [hold, setHold] = useState(String(now.hold));
  const [refuse, setRefuse] = useState(String(now.refuse));
  const [left, setLeft] = useState(false);
  const problem = scoresProblem(hold, refuse);
  const isOther = Number(hold) !== now.hold || Number(refuse) !== now.refuse;
  const asked = problem === undefined && isOther ? { hold: Number(hold), refuse: Number(refuse) } : null;
  const preview = useQuery(queries.thresholdPreview(asked));
  const saving = useMutation({
    mutationFn: () => api.saveThresholds(now.revision, Number(hold), Number(refuse)),
    onSettled: () => cache.invalidateQueries({ queryKey: ['referrals'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setLeft(true);
    if (asked !== null) saving.mutate();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Change the scores">
      <s-stack gap="base">
        <WholeField
          field="referral-hold"
          label="Waits from this score on"
          value={hold}
          problem={left ? problem?.hold : undefined}
          onType={setHold}
          onLeave={() => setLeft(true)}
        />
        <WholeField
          field="referral-refuse"
          label="Is refused from this score on"
          value={refuse}
          problem={left ? problem?.refuse : undefined}
          onType={setRefuse}
          onLeave={() => setLeft(true)}
        />
        <p role="status" className="tally">
          {asked !== null && preview.data !== undefined ? `${previewSentence(preview.data)} ${staffSentence(preview.data)}` : '\u00a0'}
        </p>
        {saving.error !== null && <NotDone error={saving.error} />}
        <s-stack direction="inline">
          <s-button type="submit" disabled={asked === null} loading={saving.isPending}>
            Save the scores
          </s-button>
        </s-stack>
        <Told sentence={saving.isSuccess ? 'Saved. It counts for what is judged from now on.' : ''} />
      </s-stack>
    </form>
  );
}
