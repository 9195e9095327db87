import type { Definition, Tier } from '@laurel/server/api';
import { MoneyField, TextField, WholeField } from '../parts/field.tsx';
import { money } from '../words/numbers.ts';
import { readWhole } from '../words/typed.ts';
import { withTier, type ProgramDraft, type TierDraft } from './draft.ts';
import { exampleOrderMinor, exampleSentence } from './example.ts';
import { RATE_MAX } from './read-draft.ts';
import { qualificationWords, unitWords } from './terms.ts';

/** What the groups of fields are given: the version underneath, the text typed over it, and what is wrong with it. */
export interface FieldsProps {
  readonly published: Definition;
  readonly draft: ProgramDraft;
  readonly problems: ReadonlyMap<string, string>;
  readonly onType: (field: string, draft: ProgramDraft) => void;
  readonly onLeave: (field: string) => void;
}

export function TierFields(props: FieldsProps) {
  return (
    <s-section heading="Tiers">
      <s-paragraph color="subdued">
        A member’s tier follows their {qualificationWords(props.published)}. Members move up at once when they reach the next tier.
      </s-paragraph>
      {props.published.tiers.map((tier, index) => (
        <TierGroup key={tier.id} tier={tier} index={index} {...props} />
      ))}
    </s-section>
  );
}

function TierGroup({
  tier,
  index,
  published,
  draft,
  problems,
  onType,
  onLeave,
}: FieldsProps & { readonly tier: Tier; readonly index: number }) {
  const typed = draft.tiers[index];
  if (typed === undefined) return null;
  const bind = (part: keyof TierDraft) => {
    const field = `tiers.${index}.${part}`;
    return {
      field,
      value: typed[part],
      problem: problems.get(field),
      onType: (text: string) => onType(field, withTier(draft, index, { [part]: text })),
      onLeave: () => onLeave(field),
    };
  };
  return (
    <fieldset className="group">
      <legend>{tier.name}</legend>
      <div className="group-fields">
        <TextField label="Tier name" {...bind('name')} />
        {index === 0 ? (
          <FirstThreshold currency={published.currency} />
        ) : (
          <MoneyField label="Spend to reach it" currency={published.currency} {...bind('thresholdMinor')} />
        )}
        <WholeField label={`Points per ${unitWords(published.currency)}`} {...bind('pointsPerMajorUnit')} />
      </div>
      <Example rate={typed.pointsPerMajorUnit} definition={published} />
      {tier.perks.length > 0 && <s-paragraph color="subdued">Members read: {tier.perks.join(' · ')}</s-paragraph>}
    </fieldset>
  );
}

function FirstThreshold({ currency }: { readonly currency: string }) {
  return (
    <div className="fixed-field">
      <span>Spend to reach it</span>
      <span className="fixed-value">{money(0, currency)}: every member begins here</span>
    </div>
  );
}

// Follows the typing; while the rate can't be read there is nothing to show.
function Example({ rate, definition }: { readonly rate: string; readonly definition: Definition }) {
  const read = readWhole(rate, 0, RATE_MAX);
  const { currency, earning } = definition;
  return (
    <output className="example">
      {read.ok ? exampleSentence(exampleOrderMinor(currency), read.value, earning.rounding, currency) : '\u00a0'}
    </output>
  );
}
