import type { Definition, RewardUses } from '@laurel/server/api';
import { useQuery } from '@tanstack/react-query';
import { Go } from '../parts/go.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { conditionWords, pointValueWords, rewardWords } from '../programme/terms.ts';
import { queries } from '../queries.ts';
import { number, points } from '../words/numbers.ts';

export function RewardsPage() {
  const program = useQuery(queries.program());
  const uses = useQuery(queries.rewardUses()).data?.uses;
  return (
    <s-page heading="Rewards">
      <Answered what="the rewards" query={program}>
        {({ definition, version }) => (
          <s-section heading={`In version ${version}`}>
            <s-paragraph color="subdued">
              What members can have for their points now. <Go to="/programme/draft?part=rewards">Change them in the draft</Go>
            </s-paragraph>
            {definition.rewards.length === 0 ? (
              <Empty heading="No rewards yet">Members collect points but have nothing to spend them on.</Empty>
            ) : (
              <RewardTable definition={definition} uses={uses} />
            )}
          </s-section>
        )}
      </Answered>
    </s-page>
  );
}

interface TableProps {
  readonly definition: Definition;
  /** undefined: not known yet. */
  readonly uses: RewardUses['uses'] | undefined;
}

function RewardTable({ definition, uses }: TableProps) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">Reward</s-table-header>
        <s-table-header>Gives</s-table-header>
        <s-table-header format="numeric">Price</s-table-header>
        <s-table-header format="numeric">A point is worth</s-table-header>
        <s-table-header format="numeric">Used</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {definition.rewards.map((reward) => (
          <s-table-row key={reward.id}>
            <s-table-cell>{reward.name}</s-table-cell>
            <s-table-cell>
              {rewardWords(reward, definition.currency)}
              {conditionWords(reward, definition) !== '' && <span className="beside">{conditionWords(reward, definition)}</span>}
            </s-table-cell>
            <s-table-cell>{points(reward.points)}</s-table-cell>
            <s-table-cell>{pointValueWords(reward, definition.currency)}</s-table-cell>
            <s-table-cell>{usesWords(reward.id, uses)}</s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

function usesWords(rewardId: string, uses: TableProps['uses']): string {
  if (uses === undefined) return '…';
  const { used, open } = uses.find((one) => one.rewardId === rewardId) ?? { used: 0, open: 0 };
  return open === 0 ? number(used) : `${number(used)}, ${number(open)} open`;
}
