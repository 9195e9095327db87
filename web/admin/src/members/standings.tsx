import type { MemberFile } from '@laurel/server/api';
import { onDay } from '../words/numbers.ts';

/** Which tier the member had, since when, and why. Newest first. */
export function Standings({ standings }: { readonly standings: MemberFile['standings'] }) {
  return (
    <s-section heading="Tiers so far">
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">Tier</s-table-header>
          <s-table-header>Since</s-table-header>
          <s-table-header>Why</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {standings.map((standing) => (
            <s-table-row key={standing.since}>
              <s-table-cell>{standing.tierName}</s-table-cell>
              <s-table-cell>{onDay(standing.since)}</s-table-cell>
              <s-table-cell>{standing.reason}</s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
    </s-section>
  );
}
