import type { ProgramDraft } from '@laurel/server/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { api, Refused } from '../api.ts';
import { isSame, type Json } from '../form/json.ts';
import { queries } from '../queries.ts';
import { draft as next, isDirty, startDrafting, typedDocument } from './drafting.ts';

/** After the last key, so that a word is one save. */
const SAVE_AFTER_MS = 700;
const TRY_AGAIN_AFTER_MS = 5_000;

export type SaveState = 'saved' | 'saving' | 'unsaved' | 'failed' | 'stopped';

/** One person editing the draft: what is typed, and keeping it by itself. `latest` is what the server was last heard to have. */
export function useDraft(latest: ProgramDraft) {
  const [drafting, act] = useReducer(next, latest, startDrafting);
  const cache = useQueryClient();
  useEffect(() => act({ act: 'arrived', answer: latest }), [latest]);

  const { document, problems } = useMemo(() => typedDocument(drafting), [drafting]);
  const dirty = isDirty(drafting);
  const { revision, basedOnVersion, meanwhile, failure } = drafting;

  const saving = useMutation({
    mutationFn: (sent: { definition: Json; basedOnVersion: number; revision: number | null }) => api.saveDraft(sent),
    onSuccess: (answer) => {
      act({ act: 'saved', answer });
      cache.setQueryData(queries.draft().queryKey, answer);
    },
    onError: async (error) => {
      const newer = error instanceof Refused && error.status === 409 ? await fetchNewer() : null;
      if (newer === null) act({ act: 'failed', error });
      else act({ act: 'arrived', answer: newer });
    },
  });
  const fetchNewer = () => cache.fetchQuery({ ...queries.draft(), staleTime: 0 }).catch(() => null);

  // Always the newest of what is needed, for timers and for leaving the page.
  const now = useRef({ document, basedOnVersion, revision, dirty, stopped: meanwhile !== null });
  useEffect(() => {
    now.current = { document, basedOnVersion, revision, dirty, stopped: meanwhile !== null };
  });
  const { mutateAsync, isPending } = saving;
  const save = useCallback(
    async (document = now.current.document): Promise<boolean> => {
      const sent = now.current;
      if (!sent.dirty) return true;
      if (sent.stopped) return false;
      try {
        const answer = await mutateAsync({ definition: document, basedOnVersion: sent.basedOnVersion, revision: sent.revision });
        return answer.draft !== null && isSame(answer.draft.definition as Json, now.current.document);
      } catch {
        return false;
      }
    },
    [mutateAsync],
  );

  useEffect(() => {
    if (!dirty || isPending || meanwhile !== null) return;
    const timer = setTimeout(() => void save(document), failure === null ? SAVE_AFTER_MS : TRY_AGAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [dirty, isPending, meanwhile, failure, document, save]);

  return {
    drafting,
    act,
    document,
    problems,
    dirty,
    save,
    state: stateOf({ dirty, isPending, stopped: meanwhile !== null, failed: failure !== null }),
  };
}

function stateOf(of: {
  readonly dirty: boolean;
  readonly isPending: boolean;
  readonly stopped: boolean;
  readonly failed: boolean;
}): SaveState {
  if (of.stopped) return 'stopped';
  if (of.isPending) return 'saving';
  if (!of.dirty) return 'saved';
  return of.failed ? 'failed' : 'unsaved';
}
