import type { ReactNode } from 'react';
import { Refused } from '../api.ts';

/** Grey bars where the text will stand, so that nothing jumps when it comes. */
export function Loading({ what, lines = 4 }: { readonly what: string; readonly lines?: number }) {
  return (
    <div role="status" className="loading">
      <span className="unseen">Loading {what}…</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="loading-line" aria-hidden="true" />
      ))}
    </div>
  );
}

/** What went wrong, in the server's plain words, and a way to try again. */
export function Failure({
  what,
  error,
  onRetry,
  busy = false,
}: {
  readonly what: string;
  readonly error: Error;
  readonly onRetry: () => void;
  readonly busy?: boolean;
}) {
  return (
    <div role="alert">
      <s-banner tone="critical" heading={`${what} could not be loaded`}>
        <s-paragraph>{error.message}</s-paragraph>
        <Reference error={error} />
        <s-button slot="secondary-actions" onClick={onRetry} loading={busy}>
          Retry
        </s-button>
      </s-banner>
    </div>
  );
}

/** The number to quote when asking for help, if the server gave one. */
export function Reference({ error }: { readonly error: Error }) {
  if (!(error instanceof Refused) || error.requestId === null) return null;
  return <s-paragraph color="subdued">If you ask for help, quote {error.requestId}.</s-paragraph>;
}

/** Nothing to show is an answer too: says why, and what to do about it. */
export function Empty({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <s-box padding="large">
      <s-stack gap="small" alignItems="center">
        <s-text type="strong">{heading}</s-text>
        <s-paragraph color="subdued">{children}</s-paragraph>
      </s-stack>
    </s-box>
  );
}

/** Loading, failed or here: the three states every answer goes through. */
export function Answered<T>({
  what,
  query,
  children,
}: {
  readonly what: string;
  readonly query: {
    readonly data: T | undefined;
    readonly error: Error | null;
    readonly isFetching: boolean;
    readonly refetch: () => unknown;
  };
  readonly children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== null) {
    return <Failure what={capitalised(what)} error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />;
  }
  return <Loading what={what} />;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
