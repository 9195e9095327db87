import type { MemberOverview } from '@laurel/server/api';
import { useState, useSyncExternalStore } from 'react';

/** A member's link and code to pass on. Without scripts the link is there to be copied by hand, and e-mail works. */
export function ShareLink({ referral }: { readonly referral: NonNullable<MemberOverview['referral']> }) {
  const { code, counted, link, offers, shareText, terms, waiting } = referral;
  const [said, setSaid] = useState('');
  const canCopy = useCan('clipboard');
  const canShare = useCan('share');
  const copy = () => void navigator.clipboard.writeText(link).then(() => setSaid('The link is copied.'));
  const share = () => void navigator.share({ text: shareText, url: link }).catch(() => undefined);
  return (
    <div className="share">
      <ul>
        {offers.map((offer) => (
          <li key={offer}>{offer}</li>
        ))}
      </ul>
      <p>
        <label htmlFor="share-link">Your link</label>{' '}
        <input id="share-link" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      </p>
      <p className="share-acts">
        {canCopy && (
          <button type="button" className="button quiet-button" onClick={copy}>
            Copy link
          </button>
        )}
        {canShare && (
          <button type="button" className="button quiet-button" onClick={share}>
            Share
          </button>
        )}
        <a href={`mailto:?subject=${encodeURIComponent(shareText)}&body=${encodeURIComponent(`${shareText}\n${link}`)}`}>Send by e-mail</a>
      </p>
      <p role="status" className="quiet">
        {said}
      </p>
      <p>
        Your code: <strong>{code}</strong>
      </p>
      <p className="quiet">{terms.join(' ')}</p>
      {(counted > 0 || waiting > 0) && (
        <p className="quiet">
          {counted} {counted === 1 ? 'friend counts' : 'friends count'}, {waiting} on the way.
        </p>
      )}
    </div>
  );
}

/** Only a browser knows, and only over a safe connection; on the server nobody can. */
function useCan(what: 'clipboard' | 'share'): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => what in navigator,
    () => false,
  );
}
