import { rateSentence, thresholdSentence, type TierFacts } from './sentences';

interface TierTableProps {
  readonly tiers: readonly TierFacts[];
  readonly currency: string;
  /** The member's own tier. */
  readonly currentId?: string | undefined;
}

/** Every tier side by side: what reaches it, what it earns, what comes with it. */
export function TierTable({ tiers, currency, currentId }: TierTableProps) {
  return (
    <ol className="ly-tiers">
      {tiers.map((tier) => (
        <li key={tier.id} className="ly-tier-card" aria-current={tier.id === currentId ? 'true' : undefined}>
          <h3>
            {tier.name}
            {tier.id === currentId && <span className="ly-badge">You are here</span>}
          </h3>
          <p className="ly-rate">{rateSentence(tier, currency)}</p>
          <p className="ly-quiet">{thresholdSentence(tier, currency)}</p>
          {tier.perks.length > 0 && (
            <ul>
              {tier.perks.map((perk) => (
                <li key={perk}>{perk}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
