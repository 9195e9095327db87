import type { MemberOverview } from '@laurel/server/api';
import { nextTierSentence, rateSentence, type ProgramFacts } from './sentences';

interface TierProgressProps {
  readonly tier: NonNullable<MemberOverview['tier']>;
  readonly next: MemberOverview['next'];
  readonly program: Pick<ProgramFacts, 'currency' | 'perMajorUnits'>;
}

/** The member's tier, what it earns, and the way to the next one. */
export function TierProgress({ tier, next, program }: TierProgressProps) {
  return (
    <div className="ly-tier">
      <p className="ly-tier-name">
        <span className="ly-label">Your tier</span>
        <strong>{tier.name}</strong>
        <span className="ly-quiet">{rateSentence(tier, program)}</span>
      </p>
      {next ? (
        <>
          <progress className="ly-progress" max={100} value={next.percent} aria-label={`Progress to ${next.tier.name}`} />
          <p className="ly-quiet">{nextTierSentence(next, program.currency)}</p>
        </>
      ) : (
        <p className="ly-quiet">You are at the top. Thank you for being with us.</p>
      )}
    </div>
  );
}
