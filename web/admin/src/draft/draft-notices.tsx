import { useMutation } from '@tanstack/react-query';
import { api } from '../api.ts';
import type { Json } from '../form/json.ts';
import { placeOf } from '../form/place.ts';
import { Notice, Sentences } from '../parts/notice.tsx';
import { Reference } from '../parts/states.tsx';
import { tell } from '../parts/tell.ts';
import { definitionSpec } from '../programme/spec/definition.ts';
import { when } from '../words/numbers.ts';
import { isBehind } from './drafting.ts';
import type { useDraft } from './use-draft.ts';

type Draft = ReturnType<typeof useDraft>;

/** What stands between this person and a draft that is kept: somebody else, a newer version, or a failure. */
export function DraftNotices({ draft }: { readonly draft: Draft }) {
  const { drafting } = draft;
  return (
    <>
      {drafting.meanwhile !== null && <Meanwhile draft={draft} />}
      {drafting.meanwhile === null && isBehind(drafting) && <Behind draft={draft} />}
      {drafting.clashes.length > 0 && <Clashes draft={draft} />}
      {drafting.failure !== null && draft.state === 'failed' && (
        <Notice>
          <s-banner tone="critical" heading="Not saved. What you typed is still here">
            <s-paragraph>{drafting.failure.message}</s-paragraph>
            <Reference error={drafting.failure} />
          </s-banner>
        </Notice>
      )}
    </>
  );
}

function Meanwhile({ draft: { drafting, act } }: { readonly draft: Draft }) {
  const { meanwhile } = drafting;
  if (meanwhile === null) return null;
  const { by, at, theirs } = meanwhile;
  const what = theirs.draft === null ? `published version ${theirs.published.version} or discarded the draft` : 'saved this draft';
  return (
    <Notice focus>
      <s-banner tone="warning" heading="Somebody else changed the draft while you were typing">
        <s-stack gap="small-200">
          <s-paragraph>
            {by} {what} {when(at)}. Nothing of theirs is overwritten; what you typed since is still here, and not saved.
          </s-paragraph>
          <Sentences title="Their draft changes of what is published:" sentences={theirs.changes} />
        </s-stack>
        <s-button slot="secondary-actions" onClick={() => act({ act: 'put mine onto theirs' })}>
          Put my changes onto theirs
        </s-button>
        <s-button slot="secondary-actions" onClick={() => act({ act: 'took theirs' })}>
          Take theirs
        </s-button>
      </s-banner>
    </Notice>
  );
}

function Behind({ draft: { drafting, act } }: { readonly draft: Draft }) {
  const { basedOnVersion, answer } = drafting;
  const newer = answer.published;
  const move = useMutation({
    mutationFn: () => api.version(basedOnVersion),
    onSuccess: ({ definition }) => act({ act: 'moved onto', base: definition }),
    onError: (error) => tell(error.message, 'failure'),
  });
  return (
    <Notice>
      <s-banner tone="warning" heading={`Version ${newer.version} was published after this draft was begun`}>
        <s-paragraph>
          The draft was made from version {basedOnVersion}. Published as it is, it would take back what {newer.publishedBy} changed with
          version {newer.version}.
        </s-paragraph>
        <s-button slot="secondary-actions" loading={move.isPending} onClick={() => move.mutate()}>
          Put the draft’s changes onto version {newer.version}
        </s-button>
      </s-banner>
    </Notice>
  );
}

function Clashes({ draft: { drafting } }: { readonly draft: Draft }) {
  const about = { root: drafting.tree, currency: drafting.currency };
  const sentences = drafting.clashes.map(
    ({ path, mine, theirs }) => `${placeOf(definitionSpec, path, about).words}: yours ${said(mine)}, theirs ${said(theirs)}.`,
  );
  return (
    <Notice focus>
      <s-banner tone="info" heading="You both changed these. Yours is in the field">
        <Sentences sentences={sentences} />
      </s-banner>
    </Notice>
  );
}

function said(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'object' ? 'several values' : `“${String(value)}”`;
}
