import { points, type MemberOverview } from '@laurel/extension-client';
import { words } from '../words.ts';

/** Which points run out when, soonest first. */
export function Expiring({ overview: { expiring } }: { overview: MemberOverview }) {
  const { say } = words();
  return (
    <s-section heading={say('expiring.heading')}>
      {expiring.length === 0 ? (
        <s-text color="subdued">{say('expiring.none')}</s-text>
      ) : (
        <s-unordered-list>
          {expiring.map((lot) => (
            <s-list-item key={lot.on}>{say('expiring.on', { day: { day: lot.on }, ...points(lot.points) })}</s-list-item>
          ))}
        </s-unordered-list>
      )}
    </s-section>
  );
}
