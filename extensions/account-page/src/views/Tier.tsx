import { dayOf, minorOf, points, tierProgress, type MemberOverview } from '@laurel/extension-client';
import { words } from '../words.ts';

type Program = MemberOverview['program'];
type TierFacts = Program['tiers'][number];

/** The member's tier, what it brings, the way to the next one, and all tiers to compare. */
export function Tier({ overview }: { overview: MemberOverview }) {
  const { say, tell } = words();
  const { tier, program } = overview;
  const progress = tierProgress(overview);
  if (tier === null || progress === null) return null;
  return (
    <s-section heading={say('tier.heading')}>
      <s-stack gap="base">
        <s-stack direction="inline" gap="small" alignItems="center">
          <s-heading>{tier.name}</s-heading>
          <s-text color="subdued">{say('tier.since', { day: dayOf(tier.since) })}</s-text>
        </s-stack>
        <s-stack gap="small">
          {progress.nextTierName !== null && (
            <s-progress value={progress.percent} max={100} accessibilityLabel={say('progress.label', { tier: progress.nextTierName })} />
          )}
          <s-text>{progress.told ?? tell(progress.sentence)}</s-text>
        </s-stack>
        {tier.reason !== '' && <s-text color="subdued">{say('tier.why', { reason: tier.reason })}</s-text>}
        {tier.keeps.text !== '' && <s-text>{tier.keeps.text}</s-text>}
        <Benefits tier={tier} program={program} />
        {program.tiers.length > 1 && (
          <s-details>
            <s-summary>{say('tier.all')}</s-summary>
            <s-stack gap="base">
              {program.tiers.map((one) => (
                <s-stack key={one.id} gap="small">
                  <s-text type="strong">{one.name}</s-text>
                  {(one === program.tiers[0] || one.thresholdMinor > 0) && (
                    <s-text color="subdued">
                      {one.thresholdMinor === 0
                        ? say('tier.from-start')
                        : say('tier.threshold', { money: { minor: one.thresholdMinor, currency: program.currency } })}
                    </s-text>
                  )}
                  <Perks tier={one} program={program} />
                </s-stack>
              ))}
            </s-stack>
          </s-details>
        )}
      </s-stack>
    </s-section>
  );
}

function Benefits({ tier, program }: { tier: TierFacts; program: Program }) {
  if (tier.benefits.length === 0) return <Perks tier={tier} program={program} />;
  return (
    <s-unordered-list>
      {tier.benefits.map((benefit) => (
        <s-list-item key={benefit}>{benefit}</s-list-item>
      ))}
    </s-unordered-list>
  );
}

function Perks({ tier, program: { currency, perMajorUnits } }: { tier: TierFacts; program: Program }) {
  const { say } = words();
  return (
    <s-unordered-list>
      <s-list-item>
        {say('tier.rate', { money: { minor: minorOf(perMajorUnits, currency), currency }, ...points(tier.pointsPerMajorUnit) })}
      </s-list-item>
      {tier.perks.map((perk) => (
        <s-list-item key={perk}>{perk}</s-list-item>
      ))}
    </s-unordered-list>
  );
}
