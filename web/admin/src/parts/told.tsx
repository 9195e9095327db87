import { useEffect, useRef, type ReactNode } from 'react';

/** A live region that is always there, so that what comes into it is read out; the focus, whose button is gone, goes to it. */
export function Told({ sentence, children }: { readonly sentence: string; readonly children?: ReactNode }) {
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sentence !== '') region.current?.focus();
  }, [sentence]);
  return (
    <div ref={region} role="status" tabIndex={-1} className="told">
      {sentence}
      {sentence !== '' && children}
    </div>
  );
}
