import type { ProgramDraft, VersionRow } from '@laurel/server/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { Notice } from '../parts/notice.tsx';
import { useMay } from '../parts/use-may.ts';
import { WhyNot } from '../parts/why-not.tsx';
import { tell } from '../parts/tell.ts';
import { queries } from '../queries.ts';
import { day, number, when } from '../words/numbers.ts';

/** Every version, newest first: who published it when and why, and the way back to it. */
export function VersionList({ versions }: { readonly versions: readonly VersionRow[] }) {
  return (
    <s-section heading="Published versions">
      <s-paragraph color="subdued">A version never changes. To go back, publish a former one again.</s-paragraph>
      <WhyNot act="publish" />
      <ol className="items">
        {versions.map((row) => (
          <Version key={row.version} row={row} isComing={isComing(row, versions)} />
        ))}
      </ol>
    </s-section>
  );
}

/** Published to begin later: newer than the version in force, and no other took its place. */
function isComing(row: VersionRow, all: readonly VersionRow[]): boolean {
  const inForce = all.find((one) => one.inForce)?.version ?? 0;
  return row.version > inForce && row.replacedBy === null;
}

interface VersionProps {
  readonly row: VersionRow;
  readonly isComing: boolean;
}

function Version({ row, isComing: coming }: VersionProps) {
  const [asking, setAsking] = useState(false);
  const { may } = useMay('draft');
  const { version, startsAt, publishedAt, publishedBy, note, keepUntil, restood } = row;
  return (
    <li className="item version" aria-label={`Version ${version}`}>
      <div className="item-head">
        <span className="item-title">Version {version}</span>
        <State row={row} isComing={coming} />
        <div className="item-acts">
          {!asking && may === true && (
            <s-button accessibilityLabel={`Start a draft from version ${version}`} onClick={() => setAsking(true)}>
              Start a draft from it
            </s-button>
          )}
        </div>
      </div>
      <p className="help">
        Published {when(publishedAt)} by {publishedBy}
        {startsAt === publishedAt ? '' : `, in force from ${when(startsAt)}`}
        {note === null ? '' : `: “${note}”`}
        {keepUntil === null ? '' : ` Members who would have dropped keep their tier until ${day(keepUntil)}.`}
      </p>
      {restood !== null && !restood.finished && <Restanding {...restood} />}
      {asking && <FromVersion version={version} onEnd={() => setAsking(false)} />}
    </li>
  );
}

function State({ row, isComing: coming }: VersionProps) {
  if (row.inForce) return <s-badge tone="success">In force</s-badge>;
  if (row.replacedBy !== null) return <s-badge>Never began: version {row.replacedBy} took its place</s-badge>;
  return coming ? <s-badge tone="info">To come</s-badge> : null;
}

function Restanding({ done, of }: { readonly done: number; readonly of: number }) {
  return (
    <div className="progress">
      <s-progress accessibilityLabel="Members judged by this version" value={done} max={Math.max(of, 1)} />
      <span role="status">
        {number(done)} of {number(of)} members are judged by it.
      </span>
    </div>
  );
}

function FromVersion({ version, onEnd }: { readonly version: number; readonly onEnd: () => void }) {
  const draft = useQuery({ ...queries.draft(), refetchOnMount: 'always' });
  if (draft.data === undefined) return <p role="status">Looking whether there is a draft…</p>;
  return <Ask version={version} answer={draft.data} onEnd={onEnd} />;
}

function Ask({ version, answer, onEnd }: { readonly version: number; readonly answer: ProgramDraft; readonly onEnd: () => void }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => question.current?.focus(), []);
  const current = answer.draft;
  const start = useMutation({
    mutationFn: () => api.draftFromVersion(version, current?.revision ?? null),
    onSuccess: (made) => {
      cache.setQueryData(queries.draft().queryKey, made);
      tell(`The draft is version ${version} again. It is not published.`);
      void navigate('/programme/impact');
    },
  });
  return (
    <div ref={question} tabIndex={-1} role="group" aria-label={`Start a draft from version ${version}?`} className="bar-ask">
      <span>
        {current === null
          ? `The draft becomes version ${version}. You can still change it before you publish.`
          : `This replaces the draft that ${current.savedBy} saved ${when(current.savedAt)}.`}
      </span>
      {start.isError && (
        <Notice>
          <s-banner tone="critical" heading="The draft is as it was">
            {start.error.message}
          </s-banner>
        </Notice>
      )}
      <s-button variant="primary" loading={start.isPending} onClick={() => start.mutate()}>
        {current === null ? `Start from version ${version}` : 'Replace the draft'}
      </s-button>
      <s-button onClick={onEnd}>Cancel</s-button>
    </div>
  );
}
