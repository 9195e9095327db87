import type { ReferralFigures } from '@laurel/server/api';
import { Figure, Figures } from '../parts/figure.tsx';
import { Go } from '../parts/go.tsx';
import { count, day, money, number, points } from '../words/numbers.ts';
import { memberName } from '../words/people.ts';
import { conversionWords } from '../words/referrals.ts';

/** What friends brought and cost in a period, and who brought most. */
export function ReferralNumbers({ figures }: { readonly figures: ReferralFigures }) {
  const { currency } = figures;
  return (
    <s-stack gap="base">
      <s-paragraph color="subdued">
        From {day(figures.from)} to {day(figures.to)}, by the day on which friends came.
      </s-paragraph>
      <Figures>
        <Figure name="Links opened" value={number(figures.visits)}>
          How often somebody looked at an invitation.
        </Figure>
        <Figure name="Friends who came" value={number(figures.claimed)}>
          {count(figures.ordered, 'has', 'have')} ordered since.
        </Figure>
        <Figure name="Friends who count" value={number(figures.counted)}>
          {conversionWords(figures)}
        </Figure>
        <Figure name="Revenue" value={money(figures.revenueMinor, currency)}>
          What friends who count bought since they came, after refunds.
        </Figure>
        <Figure name="Cost" value={money(figures.costMinor, currency)}>
          {points(figures.points)} of thanks, at what a point is worth.
        </Figure>
        <Figure name="Not counted" value={number(figures.held + figures.refused + figures.reversed)}>
          {number(figures.held)} wait, {number(figures.refused)} were refused, {number(figures.reversed)} were taken back.
        </Figure>
      </Figures>
      {figures.best.length > 0 && (
        <s-table>
          <s-table-header-row>
            <s-table-header listSlot="primary">Best advocates</s-table-header>
            <s-table-header format="numeric">Friends who count</s-table-header>
            <s-table-header format="numeric">Revenue of these</s-table-header>
          </s-table-header-row>
          <s-table-body>
            {figures.best.map((one) => (
              <s-table-row key={one.memberId}>
                <s-table-cell>
                  <Go to={`/members/${one.memberId}`}>{memberName(one)}</Go>
                </s-table-cell>
                <s-table-cell>{number(one.counted)}</s-table-cell>
                <s-table-cell>{money(one.revenueMinor, currency)}</s-table-cell>
              </s-table-row>
            ))}
          </s-table-body>
        </s-table>
      )}
    </s-stack>
  );
}
