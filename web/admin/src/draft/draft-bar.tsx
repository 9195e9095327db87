import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { Go } from '../parts/go.tsx';
import { SaveBar } from '../parts/save-bar.tsx';
import { tell } from '../parts/tell.ts';
import { queries } from '../queries.ts';
import { when } from '../words/numbers.ts';
import type { SaveState, useDraft } from './use-draft.ts';

/** What is kept, that it is not published, and the ways on. */
export function DraftBar({ draft }: { readonly draft: ReturnType<typeof useDraft> }) {
  const { drafting, state, save } = draft;
  const { answer, revision } = drafting;
  const [asking, setAsking] = useState(false);
  return (
    <div className="bar" role="region" aria-label="State of the draft">
      <p className="bar-state" role="status">
        <s-badge tone={tones[state]}>{stateWords(state, revision)}</s-badge>
        <span className="bar-detail">{detail(draft)}</span>
      </p>
      <div className="bar-acts">
        {state === 'failed' && <s-button onClick={() => void save()}>Save now</s-button>}
        {revision !== null && answer.draft !== null && state === 'saved' && !asking && (
          <s-button onClick={() => setAsking(true)}>Discard draft</s-button>
        )}
        <Go to="/programme/impact">See the impact</Go>
      </div>
      {asking && revision !== null && <Discard revision={revision} onEnd={() => setAsking(false)} />}
    </div>
  );
}

/** Shopify's save bar comes up only when the draft could not be kept by itself; it also guards the way out. */
export function UnsavedBar({ draft: { state, save, act } }: { readonly draft: ReturnType<typeof useDraft> }) {
  const stopped = state === 'stopped';
  return (
    <SaveBar
      id="draft"
      dirty={stopped || state === 'failed'}
      saving={state === 'saving'}
      onSave={() => (stopped ? act({ act: 'put mine onto theirs' }) : void save())}
      onDiscard={() => act({ act: stopped ? 'took theirs' : 'reverted' })}
    />
  );
}

const tones = { saved: 'info', saving: 'info', unsaved: 'info', failed: 'critical', stopped: 'warning' } as const;

function stateWords(state: SaveState, revision: number | null): string {
  if (state === 'saved') return revision === null ? 'No draft yet' : 'Saved as draft · not published';
  return { saving: 'Saving…', unsaved: 'Saving…', failed: 'Not saved', stopped: 'Not saved: somebody else changed the draft' }[state];
}

function detail({ drafting, state }: ReturnType<typeof useDraft>): string {
  const { answer, revision } = drafting;
  if (state !== 'saved') return '';
  if (revision === null) return `This is version ${answer.published.version} as published. Your first change begins a draft.`;
  return answer.draft === null ? '' : `${when(answer.draft.savedAt)} by ${answer.draft.savedBy}`;
}

function Discard({ revision, onEnd }: { readonly revision: number; readonly onEnd: () => void }) {
  const cache = useQueryClient();
  const discard = useMutation({
    mutationFn: () => api.discardDraft(revision),
    onSuccess: (answer) => {
      cache.setQueryData(queries.draft().queryKey, answer);
      tell('The draft is discarded.');
      onEnd();
    },
    onError: (error) => tell(error.message, 'failure'),
  });
  return (
    <div role="group" aria-label="Discard the draft?" className="bar-ask">
      <span>Throw this draft away? What is published stays as it is.</span>
      <s-button tone="critical" variant="primary" loading={discard.isPending} onClick={() => discard.mutate()}>
        Throw it away
      </s-button>
      <s-button onClick={onEnd}>Keep it</s-button>
    </div>
  );
}
