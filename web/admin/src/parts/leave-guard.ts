import { useEffect } from 'react';
import { useBlocker } from 'react-router';

/** Saves before the page is left within the app; asks when that can't be done, and when the browser leaves it. */
export function useSaveFirst(dirty: boolean, save: () => Promise<boolean>): void {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void save().then((saved) => {
      if (saved) return blocker.proceed();
      return shopify.saveBar.leaveConfirmation().then(blocker.proceed, blocker.reset);
    });
  }, [blocker, save]);
  useUnloadWarning(dirty);
}

/** Asks before unsaved work is left: within the app by Shopify's own question, outside by the browser's. */
export function useLeaveGuard(dirty: boolean): void {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // Resolves when the person agrees to leave; staying may leave it open for ever, so nothing waits on it.
    shopify.saveBar.leaveConfirmation().then(blocker.proceed, blocker.reset);
  }, [blocker]);
  useUnloadWarning(dirty);
}

function useUnloadWarning(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
}
