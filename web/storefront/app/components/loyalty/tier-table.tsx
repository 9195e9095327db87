import { rateSentence, thresholdSentence, type ProgramFacts, type TierFacts } from './sentences';

interface TierTableProps {
  /** The public programme, or that of the overview. */
  readonly program: ProgramFacts;
  /** The member's own tier. */
  readonly currentId?: string | undefined;
}

/** Every tier side by side: what reaches it, what it earns, what comes with it. */
export function TierTable({ program, currentId }: TierTableProps) {
  return (
    <ol className="ly-tiers">
      {program.tiers.map((tier) => (
        <li key={tier.id} className="ly-tier-card" aria-current={tier.id === currentId ? 'true' : undefined}>
          <h3>
            {tier.name}
            {tier.id === currentId && <span className="ly-badge">You are here</span>}
          </h3>
          <TierBenefits tier={tier} program={program} />
        </li>
      ))}
    </ol>
  );
}

/** The first benefit is the rate, in the words of the reader's language. */
function TierBenefits({ tier, program }: { readonly tier: TierFacts; readonly program: ProgramFacts }) {
  const [rate = rateSentence(tier, program), ...kept] = tier.benefits;
  return (
    <>
      <p className="ly-rate">{rate}</p>
      <p className="ly-quiet">{thresholdSentence(tier, program)}</p>
      {kept.length > 0 && (
        <ul>
          {kept.map((benefit) => (
            <li key={benefit}>{benefit}</li>
          ))}
        </ul>
      )}
    </>
  );
}
