import { useEffect, useRef, type ReactNode } from 'react';

/** Something that came up far from where the person is: with `focus` it gets the focus, and it is read out. */
export function Notice({ focus = false, children }: { readonly focus?: boolean; readonly children: ReactNode }) {
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

export function Sentences({ title = '', sentences }: { readonly title?: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div className="sentences">
      {title !== '' && <s-text>{title}</s-text>}
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
