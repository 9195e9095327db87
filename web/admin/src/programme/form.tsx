import type { ProgramView } from '@laurel/server/api';
import { TextField } from '../parts/field.tsx';
import { useLeaveGuard } from '../parts/leave-guard.ts';
import { EarningTerms, RedemptionTerms } from './fixed-terms.tsx';
import { MeanwhileNotice, OtherProblems, SaveFailed } from './notices.tsx';
import { NAME_LENGTH_MAX } from './read-draft.ts';
import { RewardFields } from './reward-fields.tsx';
import { TierFields } from './tier-fields.tsx';
import { useProgramme } from './use-programme.ts';

/** The programme as one form. Shopify's save bar submits and resets it. */
export function ProgrammeForm({ latest }: { readonly latest: ProgramView }) {
  const { editing, problems, dirty, saving, type, leave, save, discard } = useProgramme(latest);
  const { base, draft } = editing;
  const fields = { published: base.definition, draft, problems: problems.at, onType: type, onLeave: leave };
  useLeaveGuard(dirty);
  return (
    <form data-save-bar data-discard-confirmation onSubmit={save} onReset={discard} noValidate aria-label="Edit the programme">
      <s-stack gap="base" key={editing.round}>
        {editing.meanwhile !== null && <MeanwhileNotice meanwhile={editing.meanwhile} draft={draft} dirty={dirty} saving={saving} />}
        {problems.elsewhere.length > 0 && <OtherProblems problems={problems.elsewhere} />}
        {editing.failure !== null && <SaveFailed error={editing.failure} saving={saving} />}
        <s-section heading="Name">
          <TextField
            field="name"
            label="Programme name"
            lengthMax={NAME_LENGTH_MAX}
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
