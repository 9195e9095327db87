import type { ProgramDraft } from '@laurel/server/api';
import { Sentences } from '../parts/notice.tsx';
import { ProgrammeTabs } from '../programme/programme-tabs.tsx';
import { WhyNot } from '../parts/why-not.tsx';
import { when } from '../words/numbers.ts';

/** The draft for staff whose role does not change it. */
export function DraftToRead({ answer: { draft, changes, published } }: { readonly answer: ProgramDraft }) {
  return (
    <s-stack gap="base">
      <ProgrammeTabs />
      <s-section heading={draft === null ? 'No draft' : 'What the draft changes'}>
        <s-paragraph color="subdued">
          {draft === null
            ? `Nobody is working on a draft; version ${published.version} is published.`
            : `${draft.savedBy} saved it ${when(draft.savedAt)}. It is not published.`}
        </s-paragraph>
        <WhyNot act="draft" />
        <Sentences sentences={changes} />
      </s-section>
    </s-stack>
  );
}
