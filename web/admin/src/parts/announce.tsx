import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

type Announce = (message: string, kind?: 'success' | 'failure') => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Tells a result to everybody: a toast for the eye, a live region for the ear. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/** Holds the live region; there is one, so that results never speak over each other. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ message: '', times: 0 });
  const announce = useCallback<Announce>((message, kind = 'success') => {
    setSaid(({ times }) => ({ message, times: times + 1 }));
    shopify.toast.show(message, { isError: kind === 'failure' });
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="unseen">
        {/* A new key is a new node: the same sentence twice is read twice. */}
        <span key={said.times}>{said.message}</span>
      </div>
    </AnnounceContext>
  );
}
