import type { DefaultRole, SettingsView } from '@laurel/server/api';
import type { FormEvent } from 'react';
import { Refused } from '../api.ts';
import { WholeField } from '../parts/field.tsx';
import { useLeaveGuard } from '../parts/leave-guard.ts';
import { NotDone } from '../parts/panel.tsx';
import { SaveBar } from '../parts/save-bar.tsx';
import { when } from '../words/numbers.ts';
import { ROLE_WORDS } from '../words/roles.ts';
import { theirChanges } from './draft.ts';
import { useSettings } from './use-settings.ts';

const defaultRoles: readonly DefaultRole[] = ['viewer', 'support', 'manager'];

/** The settings as one form, saved and discarded from Shopify's save bar. */
export function SettingsForm({ latest }: { readonly latest: SettingsView }) {
  const { draft, base, problem, dirty, saving, error, type, leave, save, discard } = useSettings(latest);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dirty) save();
  };
  useLeaveGuard(dirty);
  const newer = latest.revision > base.revision;
  return (
    <form onSubmit={submit} noValidate aria-label="Edit the settings">
      <SaveBar id="settings" dirty={dirty} saving={saving} onSave={() => save()} onDiscard={discard} />
      <s-stack gap="base">
        {newer && dirty && (
          <Meanwhile base={base} latest={latest} saving={saving} onSave={() => save(latest.revision)} onKeepTheirs={discard} />
        )}
        {error !== null && !(error instanceof Refused && error.status === 409) && <NotDone error={error} />}
        <s-section heading="Adjustments">
          <WholeField
            field="adjustment-limit"
            label="Points one person may give or take alone"
            details="More than this at once, or within 24 hours for one member, waits until a second person approves. 0: always."
            value={draft.limit}
            problem={problem}
            onType={(limit) => type({ limit })}
            onLeave={leave}
          />
        </s-section>
        <s-section heading="New staff">
          <s-select
            label="Role at the first visit"
            details="What somebody from your staff may do who opens Laurel for the first time."
            value={draft.defaultRole}
            onChange={(event) => type({ defaultRole: defaultRoles.find((one) => one === event.currentTarget.value) ?? 'viewer' })}
          >
            {defaultRoles.map((role) => (
              <s-option key={role} value={role}>
                {ROLE_WORDS[role].name}: {ROLE_WORDS[role].details}
              </s-option>
            ))}
          </s-select>
        </s-section>
        <p className="tally">
          {latest.changedAt === null ? 'Nothing was changed yet.' : `Saved last ${when(latest.changedAt)} by ${latest.changedBy}.`}
        </p>
      </s-stack>
    </form>
  );
}

interface MeanwhileProps {
  readonly base: SettingsView;
  readonly latest: SettingsView;
  readonly saving: boolean;
  readonly onSave: () => void;
  readonly onKeepTheirs: () => void;
}

/** Somebody else saved: says who and what, and lets either stand. */
function Meanwhile({ base, latest, saving, onSave, onKeepTheirs }: MeanwhileProps) {
  return (
    <div role="alert" className="notice">
      <s-banner tone="warning" heading={`${latest.changedBy ?? 'Someone'} changed the settings meanwhile`}>
        <s-paragraph>{theirChanges(base, latest)} What you typed is kept and is not saved yet.</s-paragraph>
        <s-button slot="secondary-actions" onClick={onSave} loading={saving}>
          Save mine
        </s-button>
        <s-button slot="secondary-actions" onClick={onKeepTheirs} disabled={saving}>
          Keep theirs
        </s-button>
      </s-banner>
    </div>
  );
}
