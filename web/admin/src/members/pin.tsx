import type { MemberFile, SayTier } from '@laurel/server/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../api.ts';
import { fieldId, TextField } from '../parts/field.tsx';
import { NotDone, Panel } from '../parts/panel.tsx';
import { Told } from '../parts/told.tsx';
import { useMay } from '../parts/use-may.ts';
import { WhyNot } from '../parts/why-not.tsx';
import { day, onDay } from '../words/numbers.ts';
import { memberName } from '../words/people.ts';
import {
  choosable,
  foretellTier,
  keepsSentence,
  kindWords,
  readTierDraft,
  saidSentence,
  type TierDraft,
  type TierProblems,
} from '../words/tier-words.ts';

type TierWord = MemberFile['tierWords'][number];

const nothingTyped: TierDraft = { kind: 'pinned', tierId: '', until: '', reason: '' };

/** What keeps the member's tier; whoever may can pin a tier, invite, and end what was said. What came of it is told below. */
export function TierWords({ file }: { readonly file: MemberFile }) {
  const { member, keeps, tierWords, tiers } = file;
  const { may } = useMay('say-tier');
  const [asked, setAsked] = useState<SayTier | null>(null);
  const [ending, setEnding] = useState<number | null>(null);
  const [typed, setTyped] = useState(0);
  const [done, setDone] = useState('');
  const finished = (sentence: string) => {
    setAsked(null);
    setEnding(null);
    setTyped(typed + 1);
    setDone(sentence);
  };
  const word = tierWords.find(({ no }) => no === ending);
  const active = may === true && file.mergedInto === null;
  return (
    <s-section heading="Tier">
      <s-stack gap="base">
        <s-paragraph>{keepsSentence(keeps, member.tierName)}</s-paragraph>
        {tierWords.length > 0 && (
          <WordTable
            words={tierWords}
            mayEnd={active}
            onEnd={(no) => {
              setDone('');
              setEnding(no);
            }}
          />
        )}
        {word !== undefined && <End key={word.no} file={file} word={word} onDone={finished} onClose={() => setEnding(null)} />}
        {active && word === undefined && (
          <div hidden={asked !== null}>
            <Say key={typed} tiers={tiers} onAsk={setAsked} onType={() => setDone('')} />
          </div>
        )}
        {asked !== null && <Confirm file={file} asked={asked} onDone={finished} onBack={() => setAsked(null)} />}
        <WhyNot act="say-tier" />
        <Told sentence={done} />
      </s-stack>
    </s-section>
  );
}

function WordTable({
  words,
  mayEnd,
  onEnd,
}: {
  readonly words: readonly TierWord[];
  readonly mayEnd: boolean;
  readonly onEnd: (no: number) => void;
}) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">Tier</s-table-header>
        <s-table-header>How</s-table-header>
        <s-table-header>Since</s-table-header>
        <s-table-header>Last day</s-table-header>
        <s-table-header>Why</s-table-header>
        {mayEnd && <s-table-header>Action</s-table-header>}
      </s-table-header-row>
      <s-table-body>
        {words.map((word) => (
          <s-table-row key={word.no}>
            <s-table-cell>{word.tierName}</s-table-cell>
            <s-table-cell>{kindWords(word)}</s-table-cell>
            <s-table-cell>{onDay(word.since)}</s-table-cell>
            <s-table-cell>{word.until === null ? 'until it is ended' : day(word.until)}</s-table-cell>
            <s-table-cell>{word.reason}</s-table-cell>
            {mayEnd && (
              <s-table-cell>
                <s-button accessibilityLabel={`End ${word.tierName}, ${kindWords(word)}`} onClick={() => onEnd(word.no)}>
                  End
                </s-button>
              </s-table-cell>
            )}
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

interface SayProps {
  readonly tiers: MemberFile['tiers'];
  readonly onAsk: (said: SayTier) => void;
  readonly onType: () => void;
}

function Say({ tiers, onAsk, onType }: SayProps) {
  const [draft, setDraft] = useState(nothingTyped);
  const [problems, setProblems] = useState<TierProblems>({});
  const type = (change: Partial<TierDraft>) => {
    setDraft((before) => ({ ...before, ...change }));
    onType();
  };
  const review = (event: FormEvent) => {
    event.preventDefault();
    const read = readTierDraft(draft, tiers);
    setProblems(read.problems);
    if (read.said) return onAsk(read.said);
    const [first] = Object.keys(read.problems);
    document.getElementById(fieldId(`tier-${first}`))?.focus();
  };
  const invitable = choosable(tiers, 'invited').length > 0;
  return (
    <form onSubmit={review} noValidate aria-label="Choose the tier">
      <s-stack gap="base">
        <div className="group-fields">
          {invitable && (
            <s-select
              label="How"
              value={draft.kind}
              onChange={(event) => type({ kind: event.currentTarget.value === 'invited' ? 'invited' : 'pinned', tierId: '' })}
            >
              <s-option value="pinned">Pin exactly this tier</s-option>
              <s-option value="invited">Invite to this tier</s-option>
            </s-select>
          )}
          <s-select
            id={fieldId('tier-tier')}
            label="Tier"
            value={draft.tierId}
            error={problems.tier ?? ''}
            onChange={(event) => type({ tierId: event.currentTarget.value })}
          >
            <s-option value="">Choose a tier</s-option>
            {choosable(tiers, draft.kind).map(({ id, name }) => (
              <s-option key={id} value={id}>
                {name}
              </s-option>
            ))}
          </s-select>
          <s-date-field
            id={fieldId('tier-until')}
            label="Last day"
            details="By the shop’s calendar; empty: until somebody ends it."
            value={draft.until}
            error={problems.until ?? ''}
            onChange={(event) => type({ until: event.currentTarget.value })}
          />
        </div>
        <TextField
          field="tier-reason"
          label="Reason"
          details="Kept together with who you are. The member does not see it."
          value={draft.reason}
          problem={problems.reason}
          onType={(reason) => type({ reason })}
          onLeave={() => {}}
        />
        <div>
          <s-button type="submit">Review</s-button>
        </div>
      </s-stack>
    </form>
  );
}

interface ConfirmProps {
  readonly file: MemberFile;
  readonly asked: SayTier;
  readonly onDone: (sentence: string) => void;
  readonly onBack: () => void;
}

/** What will happen, once more in words, before it does. Sent again it is said once. */
function Confirm({ file, asked, onDone, onBack }: ConfirmProps) {
  const cache = useQueryClient();
  const name = memberName(file.member);
  const tierName = file.tiers.find(({ id }) => id === asked.tierId)?.name ?? asked.tierId;
  const send = useMutation({
    mutationFn: () => api.sayTier(file.member.id, asked),
    onSuccess: (said) => onDone(saidSentence(name, said)),
    onSettled: () => cache.invalidateQueries(),
  });
  const act = asked.kind === 'pinned' ? `Pin ${tierName}` : `Invite to ${tierName}`;
  return (
    <Panel heading={`${act}?`}>
      <s-paragraph>{foretellTier(name, asked, tierName)}</s-paragraph>
      <s-paragraph>Reason: {asked.reason}</s-paragraph>
      {send.error !== null && <NotDone error={send.error} />}
      <s-stack direction="inline" gap="small-200">
        <s-button variant="primary" onClick={() => send.mutate()} loading={send.isPending}>
          {act}
        </s-button>
        <s-button onClick={onBack} disabled={send.isPending}>
          Change
        </s-button>
      </s-stack>
    </Panel>
  );
}

interface EndProps {
  readonly file: MemberFile;
  readonly word: TierWord;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

function End({ file, word, onDone, onClose }: EndProps) {
  const cache = useQueryClient();
  const name = memberName(file.member);
  const send = useMutation({
    mutationFn: () => api.endTierWord(file.member.id, word.no),
    onSuccess: (said) => onDone(saidSentence(name, said)),
    onSettled: () => cache.invalidateQueries(),
  });
  return (
    <Panel heading={`End ${word.tierName}, ${kindWords(word).toLowerCase()}?`}>
      <s-paragraph>From now on {name} stands where what they do leaves them. What was said stays written down.</s-paragraph>
      {send.error !== null && <NotDone error={send.error} />}
      <s-stack direction="inline" gap="small-200">
        <s-button variant="primary" onClick={() => send.mutate()} loading={send.isPending}>
          End it
        </s-button>
        <s-button onClick={onClose} disabled={send.isPending}>
          Cancel
        </s-button>
      </s-stack>
    </Panel>
  );
}
