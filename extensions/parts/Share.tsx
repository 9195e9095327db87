import type { MemberOverview, Speaker } from '@laurel/extension-client';
import { useState } from 'preact/hooks';

export type ShareKey =
  | 'share.heading'
  | 'share.copy'
  | 'share.copy-label'
  | 'share.copied'
  | 'share.code'
  | 'share.mail'
  | 'share.qr'
  | 'share.counted'
  | 'share.waiting';

interface ShareProps {
  readonly referral: NonNullable<MemberOverview['referral']>;
  readonly say: Speaker<ShareKey>['say'];
  /** Only what fits beside something else: no terms, no picture of the link. */
  readonly compact?: boolean;
}

/** The member's link and code, with what a friend and they get; to copy, to send, to scan. */
export function Share({ compact = false, referral, say }: ShareProps) {
  const { code, counted, link, offers, shareText, terms, waiting } = referral;
  const [copied, setCopied] = useState(false);
  const id = `share-${code}`;
  const mail = `mailto:?subject=${encodeURIComponent(shareText)}&body=${encodeURIComponent(`${shareText}\n${link}`)}`;
  return (
    <s-stack gap="small">
      {(compact ? offers.slice(0, 2) : offers).map((offer) => (
        <s-text key={offer}>{offer}</s-text>
      ))}
      {!compact &&
        terms.map((term) => (
          <s-text key={term} color="subdued">
            {term}
          </s-text>
        ))}
      <s-stack direction="inline" gap="base" alignItems="center">
        <s-text type="strong">{say('share.code', { code })}</s-text>
        <s-clipboard-item id={id} text={link} onCopy={() => setCopied(true)} />
        <s-button variant="secondary" command="--copy" commandFor={id} accessibilityLabel={say('share.copy-label', { link })}>
          {say('share.copy')}
        </s-button>
        <s-link href={mail}>{say('share.mail')}</s-link>
      </s-stack>
      <s-stack accessibilityRole="status">{copied && <s-text color="subdued">{say('share.copied')}</s-text>}</s-stack>
      {!compact && <s-qr-code content={link} accessibilityLabel={say('share.qr')} />}
      {counted > 0 && <s-text color="subdued">{say('share.counted', { count: counted, friends: counted })}</s-text>}
      {waiting > 0 && <s-text color="subdued">{say('share.waiting', { count: waiting, friends: waiting })}</s-text>}
    </s-stack>
  );
}
