import type { Definition, DefinitionProblem, ProgramView } from '@laurel/server/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import { api, Refused } from '../api.ts';
import { fieldId } from '../parts/field.tsx';
import { tell } from '../parts/tell.ts';
import { queries } from '../queries.ts';
import { count } from '../words/numbers.ts';
import type { ProgramDraft } from './draft.ts';
import { edit, isDirty, problemsShown, startEditing } from './editing.ts';
import { fieldKey, problemsIn } from './problems.ts';
import { readDraft } from './read-draft.ts';

/** One person editing the programme: what is typed, what is wrong with it, and publishing it. */
export function useProgramme(latest: ProgramView) {
  const [editing, act] = useReducer(edit, latest, startEditing);
  const cache = useQueryClient();
  useEffect(() => act({ act: 'arrived', view: latest }), [latest]);

  const publishing = useMutation({
    mutationFn: (sent: { basedOn: number; definition: Definition }) => api.publishProgram(sent.basedOn, sent.definition),
    onSuccess: (view) => {
      act({ act: 'published', view });
      cache.setQueryData(queries.program().queryKey, view);
      void cache.invalidateQueries();
      tell(`Version ${view.version} is published.`);
    },
    onError: (error) => refused(error),
  });

  const refused = async (error: Error) => {
    const problems = error instanceof Refused ? problemsIn(error.details) : [];
    if (problems.length > 0) return tellProblems(problems, true);
    // The newer version comes in through `latest` and is put under what was typed.
    const newer = error instanceof Refused && error.status === 409 ? await fetchNewer() : null;
    if (newer === null) act({ act: 'failed', error });
    else tell(`Someone published version ${newer} meanwhile. What you typed is kept.`, 'failure');
  };

  const fetchNewer = async (): Promise<number | null> => {
    const view = await cache.fetchQuery({ ...queries.program(), staleTime: 0 }).catch(() => null);
    return view !== null && view.version > editing.base.version ? view.version : null;
  };

  const tellProblems = (problems: readonly DefinitionProblem[], fromServer: boolean) => {
    if (fromServer) act({ act: 'refused', problems });
    tell(`Not saved: ${count(problems.length, 'problem')} to solve.`, 'failure');
    focusFirst(problems);
  };

  const save = () => {
    if (publishing.isPending) return;
    act({ act: 'attempted' });
    const { definition, problems } = readDraft(editing.draft, editing.base.definition);
    if (problems.length > 0) tellProblems(problems, false);
    else publishing.mutate({ basedOn: editing.base.version, definition });
  };

  return {
    editing,
    problems: problemsShown(editing),
    dirty: isDirty(editing),
    saving: publishing.isPending,
    type: (field: string, draft: ProgramDraft) => act({ act: 'typed', field, draft }),
    leave: (field: string) => act({ act: 'left', field }),
    save,
    discard: () => act({ act: 'discarded' }),
  };
}

function focusFirst(problems: readonly DefinitionProblem[]): void {
  const elements = problems.map((problem) => document.getElementById(fieldId(fieldKey(problem.path))));
  elements.find((element) => element !== null)?.focus();
}
