import type { Adjust, AdjustmentView, ApprovalView, MemberFile } from '@laurel/server/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { api } from '../api.ts';
import { fieldId, TextField, WholeField } from '../parts/field.tsx';
import { NotDone } from '../parts/panel.tsx';
import { Told } from '../parts/told.tsx';
import { useMay } from '../parts/use-may.ts';
import { WhyNot } from '../parts/why-not.tsx';
import { queries } from '../queries.ts';
import { foretell, isOver, readAdjustment, resultSentence, type AdjustDraft, type AdjustProblems } from '../words/adjust.ts';
import { points } from '../words/numbers.ts';
import { memberName } from '../words/people.ts';

type Member = MemberFile['member'];
/** Done, or waiting for a second person. */
type Result = AdjustmentView | { readonly approval: ApprovalView };

const nothingTyped: AdjustDraft = { way: 'give', points: '', reason: '' };

/** Gives a member points or takes some, for whoever may. */
export function AdjustPoints({ member }: { readonly member: Member }) {
  const { may, me } = useMay('adjust');
  if (may === true || me === undefined) return <AdjustForm member={member} />;
  return (
    <s-section heading="Give or take points">
      <WhyNot act="adjust" />
    </s-section>
  );
}

/** Typed, read over, and only then done. What came of it is told below the form. */
function AdjustForm({ member }: { readonly member: Member }) {
  const [draft, setDraft] = useState(nothingTyped);
  const [problems, setProblems] = useState<AdjustProblems>({});
  const [asked, setAsked] = useState<Adjust | null>(null);
  const [done, setDone] = useState('');
  const unanswered = useRef<{ adjustment: Omit<Adjust, 'attempt'>; attempt: string } | null>(null);
  const type = (change: Partial<AdjustDraft>) => {
    setDraft((before) => ({ ...before, ...change }));
    setDone('');
  };
  const review = (event: FormEvent) => {
    event.preventDefault();
    const read = readAdjustment(draft);
    setProblems(read.problems);
    setDone('');
    if (!read.adjustment) return focusFirst(read.problems);
    // The very same once more may be one of which no answer came: it keeps its name, so that it is done once.
    const same = JSON.stringify(read.adjustment) === JSON.stringify(unanswered.current?.adjustment);
    const attempt = (same ? unanswered.current?.attempt : undefined) ?? crypto.randomUUID();
    unanswered.current = { adjustment: read.adjustment, attempt };
    setAsked({ ...read.adjustment, attempt });
  };
  const finished = (result: Result) => {
    unanswered.current = null;
    setAsked(null);
    setDraft(nothingTyped);
    setDone(resultSentence(memberName(member), result));
  };
  return (
    <s-section heading="Give or take points">
      {asked === null ? (
        <form onSubmit={review} noValidate aria-label="Give or take points">
          <s-stack gap="base">
            <Fields draft={draft} problems={problems} onType={type} />
            <div>
              <s-button type="submit">Review</s-button>
            </div>
          </s-stack>
        </form>
      ) : (
        <Confirm member={member} asked={asked} onDone={finished} onBack={() => setAsked(null)} />
      )}
      <Told sentence={done} />
    </s-section>
  );
}

function Fields({
  draft,
  problems,
  onType,
}: {
  readonly draft: AdjustDraft;
  readonly problems: AdjustProblems;
  readonly onType: (change: Partial<AdjustDraft>) => void;
}) {
  const leave = () => {};
  return (
    <>
      <div className="group-fields">
        <s-select
          label="Give or take"
          value={draft.way}
          onChange={(event) => onType({ way: event.currentTarget.value === 'take' ? 'take' : 'give' })}
        >
          <s-option value="give">Give points</s-option>
          <s-option value="take">Take points</s-option>
        </s-select>
        <WholeField
          field="adjust-points"
          label="Points"
          value={draft.points}
          problem={problems.points}
          onType={(text) => onType({ points: text })}
          onLeave={leave}
        />
      </div>
      <TextField
        field="adjust-reason"
        label="Reason"
        details="Kept in the history together with who you are. The member does not see it."
        value={draft.reason}
        problem={problems.reason}
        onType={(text) => onType({ reason: text })}
        onLeave={leave}
      />
    </>
  );
}

interface ConfirmProps {
  readonly member: Member;
  readonly asked: Adjust;
  readonly onDone: (result: Result) => void;
  readonly onBack: () => void;
}

/** What will happen, once more in words, before it does. Sent again after a failure it is the same attempt, so it happens once. */
function Confirm({ member, asked, onDone, onBack }: ConfirmProps) {
  const cache = useQueryClient();
  const question = useFocus<HTMLDivElement>();
  const send = useMutation({
    mutationFn: () => api.adjust(member.id, asked),
    onSuccess: onDone,
    onSettled: () => cache.invalidateQueries(),
  });
  const limit = useQuery(queries.settings()).data?.adjustmentLimitPoints;
  const over = isOver(asked, limit);
  const act = `${asked.way === 'give' ? 'Give' : 'Take'} ${points(asked.points)}`;
  return (
    <div ref={question} tabIndex={-1} role="group" aria-label={`${act}?`}>
      <s-stack gap="base">
        <s-text type="strong">
          {act} {asked.way === 'give' ? 'to' : 'from'} {memberName(member)}?
        </s-text>
        <s-paragraph>{foretell(member.points, asked, limit)}</s-paragraph>
        <s-paragraph>Reason: {asked.reason}</s-paragraph>
        {send.isError && <NotDone error={send.error} />}
        <s-stack direction="inline" gap="small">
          <s-button variant="primary" onClick={() => send.mutate()} loading={send.isPending}>
            {over ? 'Ask for approval' : act}
          </s-button>
          <s-button onClick={onBack} disabled={send.isPending}>
            Change
          </s-button>
        </s-stack>
      </s-stack>
    </div>
  );
}

function useFocus<T extends HTMLElement>() {
  const element = useRef<T>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}

function focusFirst(problems: AdjustProblems): void {
  document.getElementById(fieldId(problems.points === undefined ? 'adjust-reason' : 'adjust-points'))?.focus();
}
