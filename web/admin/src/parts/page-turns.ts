import { useEffect, useRef } from 'react';

/** A ref for a paginated `s-table`. React listens to custom events by their exact name, and Polaris dispatches these in lower case. */
export function usePageTurns(turns: { readonly onNext: () => unknown; readonly onPrevious: () => void }) {
  const latest = useRef(turns);
  useEffect(() => {
    latest.current = turns;
  });
  const table = useRef<HTMLElementTagNameMap['s-table']>(null);
  useEffect(() => {
    const element: HTMLElement | null = table.current;
    if (element === null) return;
    const next = () => void latest.current.onNext();
    const previous = () => latest.current.onPrevious();
    element.addEventListener('nextpage', next);
    element.addEventListener('previouspage', previous);
    return () => {
      element.removeEventListener('nextpage', next);
      element.removeEventListener('previouspage', previous);
    };
  }, []);
  return table;
}
