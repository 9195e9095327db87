import type { MemberFile } from '@laurel/server/api';
import { number, when } from '../words/numbers.ts';

type Redemption = MemberFile['redemptions'][number];

/** Redemptions whose points are set aside: the code is being made, ready, or being taken back. */
export function OpenRedemptions({ redemptions }: { readonly redemptions: readonly Redemption[] }) {
  const open = redemptions.filter((one) => one.state in STATE_WORDS);
  if (open.length === 0) return null;
  return (
    <s-section heading="Open redemptions">
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">Reward</s-table-header>
          <s-table-header>State</s-table-header>
          <s-table-header format="numeric">Points</s-table-header>
          <s-table-header>Code</s-table-header>
          <s-table-header>Since</s-table-header>
          <s-table-header>Returns by itself</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {open.map((one) => (
            <s-table-row key={one.id}>
              <s-table-cell>{one.title}</s-table-cell>
              <s-table-cell>{STATE_WORDS[one.state]}</s-table-cell>
              <s-table-cell>{number(one.points)}</s-table-cell>
              <s-table-cell>{one.code ?? 'Not yet'}</s-table-cell>
              <s-table-cell>{when(one.at)}</s-table-cell>
              <s-table-cell>{when(one.until)}</s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
    </s-section>
  );
}

const STATE_WORDS: Partial<Record<Redemption['state'], string>> = {
  held: 'Code is being made',
  issued: 'Ready to use',
  releasing: 'Being taken back',
};
