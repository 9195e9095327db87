import type { SettingsView } from '@laurel/server/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Refused, type SettingsEdit } from '../api.ts';
import { fieldId } from '../parts/field.tsx';
import { tell } from '../parts/tell.ts';
import { queries } from '../queries.ts';
import { arrived, isDirty, readSettings, startEditing, type SettingsDraft } from './draft.ts';

/** One person editing the settings: what is typed, what is wrong with it, and saving it. */
export function useSettings(latest: SettingsView) {
  const [kept, setEditing] = useState(() => startEditing(latest));
  const editing = arrived(kept, latest);
  if (editing !== kept) setEditing(editing);
  const [problem, setProblem] = useState<string | undefined>();
  const cache = useQueryClient();

  const saving = useMutation({
    mutationFn: (sent: { basedOn: number; edit: SettingsEdit }) => api.saveSettings(sent.basedOn, sent.edit),
    onSuccess: (view) => {
      cache.setQueryData(queries.settings().queryKey, view);
      setEditing(startEditing(view));
      void cache.invalidateQueries();
      tell('Settings saved.');
    },
    // The newer ones come in through `latest`; what was typed is kept beside them.
    onError: (error) => {
      if (error instanceof Refused && error.status === 409) void cache.invalidateQueries();
    },
  });

  const save = (basedOn = editing.base.revision) => {
    if (saving.isPending) return;
    const read = readSettings(editing.draft);
    setProblem(read.problem);
    if (read.edit) saving.mutate({ basedOn, edit: read.edit });
    else document.getElementById(fieldId('adjustment-limit'))?.focus();
  };
  const discard = () => {
    setEditing(startEditing(latest));
    setProblem(undefined);
    saving.reset();
  };
  return {
    draft: editing.draft,
    base: editing.base,
    problem,
    dirty: isDirty(editing),
    saving: saving.isPending,
    error: saving.error,
    type: (change: Partial<SettingsDraft>) => {
      setProblem(undefined);
      setEditing((before) => ({ ...before, draft: { ...before.draft, ...change } }));
    },
    leave: () => setProblem(readSettings(editing.draft).problem),
    save,
    discard,
  };
}
