import type { PublicProgram } from '@laurel/server/api';
import { actionSentence, campaignSentence } from './sentences';

interface WaysToEarnProps {
  readonly actions: readonly Pick<PublicProgram['actions'][number], 'id' | 'name' | 'points' | 'times' | 'per'>[];
  readonly campaigns: PublicProgram['campaigns'];
  readonly currency: string;
}

/** What brings points beside the rate of a tier: campaigns of today, and what members do. Shows nothing where there is nothing. */
export function WaysToEarn({ actions, campaigns, currency }: WaysToEarnProps) {
  if (actions.length + campaigns.length === 0) return null;
  return (
    <ul className="ly-ways">
      {campaigns.map((campaign) => (
        <li key={campaign.id}>
          <strong>{campaign.name}</strong> <span className="ly-quiet">{campaignSentence(campaign, currency)}</span>
        </li>
      ))}
      {actions.map((action) => (
        <li key={action.id}>
          <strong>{action.name}</strong> <span className="ly-quiet">{actionSentence(action)}</span>
        </li>
      ))}
    </ul>
  );
}
