import type { Simulation, SimulationResult } from '@laurel/server/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { api, Refused, type Publication } from '../api.ts';
import { Notice } from '../parts/notice.tsx';
import { Reference } from '../parts/states.tsx';
import { tell } from '../parts/tell.ts';
import { count, day as dayWords, when as whenWords } from '../words/numbers.ts';
import { droppers, startsAt } from './words.ts';

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

interface Typed {
  readonly when: 'now' | 'later';
  readonly day: string;
  readonly time: string;
  readonly keep: boolean;
  readonly keepUntil: string;
  readonly note: string;
}

const nothingTyped: Typed = { when: 'now', day: '', time: '00:00', keep: false, keepUntil: '', note: '' };

type Problems = Partial<Record<'start' | 'keepUntil' | 'note', string>>;

interface PublishProps {
  readonly hash: string;
  readonly simulation: Simulation;
  readonly result: SimulationResult;
}

/** Publishes what was tried: when, for whom it is eased, why; and once more in words before it is done. */
export function PublishForm({ hash, simulation, result }: PublishProps) {
  const [typed, setTyped] = useState(nothingTyped);
  const [problems, setProblems] = useState<Problems>({});
  const [asked, setAsked] = useState<Publication | null>(null);
  const type = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }));
  const review = (event: FormEvent) => {
    event.preventDefault();
    const start = startsAt(typed.when, typed.day, typed.time);
    const wrong = problemsOf(typed, start);
    setProblems(wrong);
    const first = Object.keys(wrong)[0];
    if (first !== undefined) return document.getElementById(`publish-${first}`)?.focus();
    setAsked({
      hash,
      simulationId: simulation.id,
      startsAt: start ?? null,
      keepUntil: typed.keep ? typed.keepUntil : null,
      note: typed.note.trim(),
    });
  };
  return (
    <s-section heading="Publish">
      {asked === null ? (
        <form onSubmit={review} noValidate aria-label="Publish">
          <s-stack gap="base">
            <Fields typed={typed} problems={problems} dropping={droppers(result)} onType={type} />
            <div>
              <s-button type="submit" variant="primary">
                Review and publish
              </s-button>
            </div>
          </s-stack>
        </form>
      ) : (
        <Confirm asked={asked} dropping={droppers(result)} onBack={() => setAsked(null)} />
      )}
    </s-section>
  );
}

function problemsOf(typed: Typed, start: string | null | undefined): Problems {
  return {
    ...(start === undefined && { start: 'Choose a day and a time, such as 08:00.' }),
    ...(typed.keep && typed.keepUntil === '' && { keepUntil: 'Choose until which day.' }),
    ...(typed.note.trim().length < 3 && { note: 'Say in 3 to 300 characters why you publish this.' }),
  };
}

interface FieldsProps {
  readonly typed: Typed;
  readonly problems: Problems;
  readonly dropping: number;
  readonly onType: (change: Partial<Typed>) => void;
}

function Fields({ typed, problems, dropping, onType }: FieldsProps) {
  return (
    <>
      <s-choice-list
        label="It starts"
        name="start"
        values={[typed.when]}
        onChange={(event) => onType({ when: event.currentTarget.values?.[0] === 'later' ? 'later' : 'now' })}
      >
        <s-choice value="now">At once</s-choice>
        <s-choice value="later">Later</s-choice>
      </s-choice-list>
      {typed.when === 'later' && (
        <div className="group-fields">
          <s-date-field
            id="publish-start"
            label="Day"
            value={typed.day}
            error={problems.start ?? ''}
            onInput={(event) => onType({ day: event.currentTarget.value })}
          />
          <s-text-field
            label="Time"
            value={typed.time}
            details={`In your time zone, ${timeZone}.`}
            onInput={(event) => onType({ time: event.currentTarget.value })}
          />
        </div>
      )}
      <s-checkbox
        label="Members who would drop keep their tier for a while"
        details={dropping === 0 ? 'By this try, nobody would drop.' : `By this try, ${count(dropping, 'member')} would drop.`}
        checked={typed.keep}
        onChange={(event) => onType({ keep: event.currentTarget.checked })}
      />
      {typed.keep && (
        <div className="group-fields">
          <s-date-field
            id="publish-keepUntil"
            label="They keep it until"
            details="Including this day, in your shop’s time zone."
            value={typed.keepUntil}
            error={problems.keepUntil ?? ''}
            onInput={(event) => onType({ keepUntil: event.currentTarget.value })}
          />
        </div>
      )}
      <s-text-field
        id="publish-note"
        label="Why"
        details="Kept with the version, together with who you are."
        required
        value={typed.note}
        error={problems.note ?? ''}
        onInput={(event) => onType({ note: event.currentTarget.value })}
      />
    </>
  );
}

interface ConfirmProps {
  readonly asked: Publication;
  readonly dropping: number;
  readonly onBack: () => void;
}

function Confirm({ asked, dropping, onBack }: ConfirmProps) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => question.current?.focus(), []);
  const send = useMutation({
    mutationFn: () => api.publish(asked),
    onSuccess: async ({ version }) => {
      tell(`Version ${version} is published.`);
      void navigate('/programme/versions');
      await cache.invalidateQueries();
    },
  });
  const start = asked.startsAt === null ? 'at once' : whenWords(asked.startsAt);
  return (
    <div ref={question} tabIndex={-1} role="group" aria-label="Publish this draft?">
      <s-stack gap="base">
        <s-text type="strong">Publish this draft {asked.startsAt === null ? 'now' : `to start ${start}`}?</s-text>
        <s-paragraph>
          From then on orders earn by it, and members are judged by it. Orders already paid keep the version they were paid under.
        </s-paragraph>
        <s-paragraph>
          {asked.keepUntil === null
            ? `Members who would drop do so at once${dropping === 0 ? '' : `: about ${count(dropping, 'member')}`}.`
            : `Members who would drop keep their tier until ${dayWords(asked.keepUntil)}.`}
        </s-paragraph>
        <s-paragraph>Why: {asked.note}</s-paragraph>
        {send.isError && <NotPublished error={send.error} />}
        <s-stack direction="inline" gap="small">
          <s-button variant="primary" loading={send.isPending} onClick={() => send.mutate()}>
            Publish
          </s-button>
          <s-button onClick={onBack} disabled={send.isPending}>
            Change
          </s-button>
        </s-stack>
      </s-stack>
    </div>
  );
}

function NotPublished({ error }: { readonly error: Error }) {
  const refused = error instanceof Refused && error.status >= 400 && error.status < 500;
  return (
    <Notice focus>
      <s-banner tone="critical" heading={refused ? 'Nothing was published' : 'It is not known whether it was published'}>
        <s-paragraph>{error.message}</s-paragraph>
        {!refused && <s-paragraph>Look at Versions before you publish again.</s-paragraph>}
        <Reference error={error} />
      </s-banner>
    </Notice>
  );
}
