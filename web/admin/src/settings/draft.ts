import type { DefaultRole, SettingsView } from '@laurel/server/api';
import type { SettingsEdit } from '../api.ts';
import { number } from '../words/numbers.ts';
import { readWhole } from '../words/typed.ts';

/** The settings as they are typed. */
export interface SettingsDraft {
  readonly limit: string;
  readonly defaultRole: DefaultRole;
}

/** Somebody typing: what they began from, and what they have typed. */
export interface Editing {
  readonly base: SettingsView;
  readonly draft: SettingsDraft;
}

const limitMax = 1_000_000_000;

export function startEditing(base: SettingsView): Editing {
  return { base, draft: draftOf(base) };
}

export function draftOf({ adjustmentLimitPoints, defaultRole }: SettingsEdit): SettingsDraft {
  return { limit: String(adjustmentLimitPoints), defaultRole };
}

/** Reads what was typed, or says what to change. */
export function readSettings(draft: SettingsDraft): { readonly problem?: string; readonly edit?: SettingsEdit } {
  const limit = readWhole(draft.limit, 0, limitMax);
  return limit.ok ? { edit: { adjustmentLimitPoints: limit.value, defaultRole: draft.defaultRole } } : { problem: limit.problem };
}

export function isDirty({ base, draft }: Editing): boolean {
  const { edit } = readSettings(draft);
  return edit === undefined || edit.adjustmentLimitPoints !== base.adjustmentLimitPoints || edit.defaultRole !== base.defaultRole;
}

/** Newer settings arrived: followed while nothing was typed; else what was typed stays, and so does what it began from. */
export function arrived(editing: Editing, latest: SettingsView): Editing {
  return latest.revision !== editing.base.revision && !isDirty(editing) ? startEditing(latest) : editing;
}

/** What somebody else saved meanwhile: "The limit is 5,000 points now. Newcomers begin as support now." Empty: the same. */
export function theirChanges(base: SettingsEdit, latest: SettingsEdit): string {
  return [
    latest.adjustmentLimitPoints === base.adjustmentLimitPoints ? '' : `The limit is ${number(latest.adjustmentLimitPoints)} points now.`,
    latest.defaultRole === base.defaultRole ? '' : `Newcomers begin as ${latest.defaultRole} now.`,
  ]
    .filter((text) => text !== '')
    .join(' ');
}
