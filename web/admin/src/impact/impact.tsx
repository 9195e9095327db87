import type { ProgramDraft, Simulation } from '@laurel/server/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { Go } from '../parts/go.tsx';
import { Notice, Sentences } from '../parts/notice.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { isUnderWay, queries } from '../queries.ts';
import { count, number, percent } from '../words/numbers.ts';
import { useMay } from '../parts/use-may.ts';
import { WhyNot } from '../parts/why-not.tsx';
import { PublishForm } from './publish-form.tsx';
import { SimulationResult } from './result.tsx';

/** Tries the draft on the past and, once that is seen, publishes it. */
export function Impact({ answer }: { readonly answer: ProgramDraft }) {
  if (answer.draft === null) return <NoDraft version={answer.published.version} />;
  return (
    <>
      <Changes answer={answer} />
      {answer.problems.length > 0 ? (
        <MustBeSolved problems={answer.problems.map(({ message }) => message)} />
      ) : (
        <Trying answer={answer} hash={answer.draft.hash} />
      )}
    </>
  );
}

function NoDraft({ version }: { readonly version: number }) {
  const { may } = useMay('draft');
  return (
    <s-section accessibilityLabel="No draft">
      <Empty heading="There is no draft to try">
        Version {version} is published. Change something in the draft, then see here what it would have done.
      </Empty>
      <s-stack alignItems="center">{may === true ? <Go to="/programme/draft">Begin a draft</Go> : <WhyNot act="draft" />}</s-stack>
    </s-section>
  );
}

function Changes({ answer }: { readonly answer: ProgramDraft }) {
  const { changes, published, warnings } = answer;
  return (
    <s-section heading="What the draft changes">
      <s-paragraph color="subdued">Compared with version {published.version}.</s-paragraph>
      {changes.length === 0 ? <s-paragraph>Nothing that a person would notice.</s-paragraph> : <Sentences sentences={changes} />}
      {warnings.length > 0 && (
        <div className="apart">
          <s-badge tone="warning">{count(warnings.length, 'thing')} to know</s-badge>
          <Sentences sentences={warnings.map(({ message }) => message)} />
        </div>
      )}
    </s-section>
  );
}

function MustBeSolved({ problems }: { readonly problems: readonly string[] }) {
  return (
    <s-banner tone="critical" heading={`${count(problems.length, 'problem')} to solve before it can be tried`}>
      <Sentences sentences={problems} />
      <Go to="/programme/draft">Go to the draft</Go>
      <WhyNot act="draft" />
    </s-banner>
  );
}

function Trying({ answer, hash }: { readonly answer: ProgramDraft; readonly hash: string }) {
  const newest = useQuery(queries.newestSimulation(hash));
  return (
    <Answered what="the last try" query={newest}>
      {({ simulation }) => <Try answer={answer} hash={hash} newest={simulation} />}
    </Answered>
  );
}

function Try({ answer, hash, newest }: { readonly answer: ProgramDraft; readonly hash: string; readonly newest: Simulation | null }) {
  const cache = useQueryClient();
  const { may: mayTry } = useMay('draft');
  const { may: mayPublish } = useMay('publish');
  const [id, setId] = useState(newest?.id ?? null);
  const [months, setMonths] = useState(String(newest?.months ?? 12));
  const asked = useQuery({ ...queries.simulation(id ?? ''), enabled: id !== null });
  const simulation = asked.data ?? (newest?.id === id ? newest : undefined);
  const start = useMutation({
    mutationFn: () => api.startSimulation(hash, Number(months)),
    onSuccess: (started) => {
      setId(started.id);
      void cache.invalidateQueries({ queryKey: queries.newestSimulation(hash).queryKey });
    },
  });
  const outdated = simulation !== undefined && simulation.basedOnVersion !== answer.published.version;
  const running = start.isPending || isUnderWay(simulation);
  return (
    <>
      <s-section heading="Try it on the past">
        <s-paragraph color="subdued">
          Your orders of the last months are gone through twice, by version {answer.published.version} and by the draft, with the same code
          that grants points. Nobody’s points change.
        </s-paragraph>
        <div className="group-fields try">
          <s-select
            label="Orders of the last"
            value={months}
            disabled={running || mayTry !== true}
            onChange={(event) => setMonths(event.currentTarget.value)}
          >
            {[1, 3, 6, 12, 24, 36].map((value) => (
              <s-option key={value} value={String(value)}>
                {count(value, 'month')}
              </s-option>
            ))}
          </s-select>
          {mayTry === true && (
            <s-button
              variant={simulation?.state === 'done' ? 'secondary' : 'primary'}
              loading={start.isPending}
              disabled={running}
              onClick={() => start.mutate()}
            >
              {simulation === undefined ? 'Try the draft' : 'Try again'}
            </s-button>
          )}
        </div>
        <WhyNot act="draft" />
        {start.isError && (
          <Notice>
            <s-banner tone="critical" heading="It could not be tried">
              {start.error.message}
            </s-banner>
          </Notice>
        )}
        {simulation !== undefined && <Progress simulation={simulation} />}
      </s-section>
      {simulation?.state === 'done' && simulation.result !== null && (
        <>
          <SimulationResult result={simulation.result} currency={answer.published.definition.currency} />
          {outdated && <Outdated version={answer.published.version} />}
          {!outdated && mayPublish === true && <PublishForm hash={hash} simulation={simulation} result={simulation.result} />}
        </>
      )}
    </>
  );
}

function Outdated({ version }: { readonly version: number }) {
  return (
    <s-banner tone="warning" heading="Try it once more before it is published">
      <s-paragraph>Version {version} was published after this try: what you see compares with an older one.</s-paragraph>
    </s-banner>
  );
}

/** How far a try is, with a way to stop it; and why it came to nothing. */
function Progress({ simulation }: { readonly simulation: Simulation }) {
  const cache = useQueryClient();
  const { may } = useMay('draft');
  const { id, state, done, of, problem } = simulation;
  const cancel = useMutation({
    mutationFn: () => api.cancelSimulation(id),
    onSuccess: (now) => cache.setQueryData(queries.simulation(id).queryKey, now),
  });
  if (state === 'done') return null;
  if (state === 'cancelled') return <p role="status">It was stopped.</p>;
  if (state === 'failed') {
    return (
      <Notice>
        <s-banner tone="critical" heading="The try failed">
          {problem ?? 'Try again in a moment.'}
        </s-banner>
      </Notice>
    );
  }
  return (
    <div className="progress">
      <s-progress accessibilityLabel="Orders gone through" value={done} max={Math.max(of, 1)} />
      <div className="progress-line">
        <span role="status">
          {state === 'waiting' ? 'Waiting for its turn…' : `${number(done)} of ${number(of)} orders · ${percent(done, of)}`}
        </span>
        {may === true && (
          <s-button loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Stop
          </s-button>
        )}
      </div>
    </div>
  );
}
