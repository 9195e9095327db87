import { useNavigation } from 'react-router';

/** A thin line at the top while a page or an act is under way. */
export function Waiting() {
  const { state } = useNavigation();
  return <div className="waiting" data-busy={state !== 'idle'} aria-hidden="true" />;
}
