import { useEffect, useRef, type ReactNode } from 'react';
import { Reference } from '../parts/states.tsx';
import { when } from '../words/numbers.ts';
import type { ProgramDraft } from './draft.ts';
import type { Meanwhile } from './editing.ts';

interface MeanwhileNoticeProps {
  readonly meanwhile: Meanwhile;
  readonly draft: ProgramDraft;
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly onPublish: () => void;
  readonly onKeepTheirs: () => void;
}

/** Somebody else published: says what they changed, what became of the typed text, and lets it be published over theirs. */
export function MeanwhileNotice({ meanwhile, draft, dirty, saving, onPublish, onKeepTheirs }: MeanwhileNoticeProps) {
  const { version, by, at, changes, clashes } = meanwhile;
  return (
    <Notice focus>
      <s-banner tone="warning" heading={`Someone published version ${version} meanwhile`}>
        <s-stack gap="small-200">
          <s-paragraph>
            It was published {when(at)} by {by}. What you typed is kept; it now stands on version {version} and is not published yet.
          </s-paragraph>
          <Sentences title="They changed:" sentences={changes} />
          <Sentences
            title="You both changed these. Your text is in the field:"
            sentences={clashes.map(
              (clash) => `${placeWords(clash.field, draft)}: you typed ${clash.typed}, they published ${clash.theirs}.`,
            )}
          />
        </s-stack>
        {dirty && (
          <s-button slot="secondary-actions" onClick={onPublish} loading={saving}>
            Publish mine over version {version}
          </s-button>
        )}
        {dirty && (
          <s-button slot="secondary-actions" onClick={onKeepTheirs}>
            Keep version {version}
          </s-button>
        )}
      </s-banner>
    </Notice>
  );
}

/** What the server found that has no field on this page. `focus`: nothing else on the page explains the refusal. */
export function OtherProblems({ problems, focus }: { readonly problems: readonly string[]; readonly focus: boolean }) {
  return (
    <Notice focus={focus}>
      <s-banner tone="critical" heading="The programme can’t be published like this">
        <Sentences title="" sentences={problems} />
      </s-banner>
    </Notice>
  );
}

/** Saving failed as a whole; what was typed is still here. */
export function SaveFailed({ error, saving, onSave }: { readonly error: Error; readonly saving: boolean; readonly onSave: () => void }) {
  return (
    <Notice focus>
      <s-banner tone="critical" heading="Not saved. What you typed is still here">
        <s-paragraph>{error.message}</s-paragraph>
        <Reference error={error} />
        <s-button slot="secondary-actions" onClick={onSave} loading={saving}>
          Save again
        </s-button>
      </s-banner>
    </Notice>
  );
}

// The act that led here was in the save bar, far from the notice: the focus goes to it, and it is read out.
function Notice({ focus, children }: { readonly focus: boolean; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus) place.current?.focus();
  }, [focus]);
  return (
    <div role="alert" tabIndex={-1} className="notice" ref={place}>
      {children}
    </div>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div>
      {title !== '' && <s-text>{title}</s-text>}
      <s-unordered-list>
        {sentences.map((sentence) => (
          <s-list-item key={sentence}>{sentence}</s-list-item>
        ))}
      </s-unordered-list>
    </div>
  );
}

/** "tiers.1.thresholdMinor" as a person would say it: "Pro, spend to reach it". */
function placeWords(field: string, draft: ProgramDraft): string {
  const [list, index, part] = field.split('.');
  if (list === 'name') return 'Programme name';
  const named = list === 'tiers' ? draft.tiers[Number(index)] : draft.rewards[Number(index)];
  return `${named?.name ?? ''}, ${PART_WORDS[part ?? ''] ?? 'name'}`;
}

const PART_WORDS: Readonly<Record<string, string>> = {
  thresholdMinor: 'spend to reach it',
  pointsPerMajorUnit: 'rate',
  points: 'price in points',
  minimumOrderMinor: 'smallest order',
};
