import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Refused } from '../api.ts';
import { Reference } from './states.tsx';

/** A question below a table: takes the focus when it opens, so that the keyboard goes on from here. */
export function Panel({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className="correct" aria-labelledby={id}>
      <h3 id={id} ref={title} tabIndex={-1}>
        {heading}
      </h3>
      {children}
    </section>
  );
}

/** An act failed: what the server says, and whether anything can have happened. */
export function NotDone({ error }: { readonly error: Error }) {
  const refused = error instanceof Refused && error.status >= 400 && error.status < 500;
  return (
    <div role="alert">
      <s-banner tone="critical" heading={refused ? 'Nothing was changed' : 'It is not known whether this was done'}>
        <s-paragraph>{error.message}</s-paragraph>
        {!refused && <s-paragraph>Send it again: however often it is sent, it is done once.</s-paragraph>}
        <Reference error={error} />
      </s-banner>
    </div>
  );
}
