import type { ProgramView } from '@laurel/server/api';
import type { FormEvent } from 'react';
import { TextField } from '../parts/field.tsx';
import { useLeaveGuard } from '../parts/leave-guard.ts';
import { SaveBar } from '../parts/save-bar.tsx';
import { EarningTerms, RedemptionTerms } from './fixed-terms.tsx';
import { MeanwhileNotice, OtherProblems, SaveFailed } from './notices.tsx';
import { RewardFields } from './reward-fields.tsx';
import { TierFields } from './tier-fields.tsx';
import { useProgramme } from './use-programme.ts';

/** The programme as one form, saved and discarded from Shopify's save bar. */
export function ProgrammeForm({ latest }: { readonly latest: ProgramView }) {
  const { editing, problems, dirty, saving, type, leave, save, discard } = useProgramme(latest);
  const { base, draft } = editing;
  const fields = { published: base.definition, draft, problems: problems.at, onType: type, onLeave: leave };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dirty) save();
  };
  useLeaveGuard(dirty);
  return (
    <form onSubmit={submit} noValidate aria-label="Edit the programme">
      <SaveBar id="programme" dirty={dirty} saving={saving} onSave={save} onDiscard={discard} />
      <s-stack gap="base" key={editing.round}>
        {editing.meanwhile !== null && (
          <MeanwhileNotice
            meanwhile={editing.meanwhile}
            draft={draft}
            dirty={dirty}
            saving={saving}
            onPublish={save}
            onKeepTheirs={discard}
          />
        )}
        {problems.elsewhere.length > 0 && <OtherProblems problems={problems.elsewhere} focus={problems.at.size === 0} />}
        {editing.failure !== null && <SaveFailed error={editing.failure} saving={saving} onSave={save} />}
        <s-section heading="Name">
          <TextField
            field="name"
            label="Programme name"
            value={draft.name}
            problem={problems.at.get('name')}
            onType={(name) => type('name', { ...draft, name })}
            onLeave={() => leave('name')}
          />
        </s-section>
        <TierFields {...fields} />
        <EarningTerms definition={base.definition} />
        <RewardFields {...fields} />
        <RedemptionTerms definition={base.definition} />
      </s-stack>
    </form>
  );
}
