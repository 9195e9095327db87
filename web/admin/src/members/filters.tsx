import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { MemberSearch } from '../api.ts';
import { queries } from '../queries.ts';

const TYPING_PAUSE_MS = 250;

/** Search by name or customer number, and by tier. */
export function MemberFilters({ search, onFilter }: { readonly search: MemberSearch; readonly onFilter: (change: { search?: string; tier?: string }) => void }) {
  const [typed, setTyped] = useTyped(search.search, (text) => onFilter({ search: text }));
  const program = useQuery(queries.program());
  return (
    <div role="search" className="filters">
      <s-search-field
        label="Search members"
        placeholder="Name or customer number"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <s-select label="Tier" value={search.tier} onChange={(event) => onFilter({ tier: event.currentTarget.value })}>
        <s-option value="">All tiers</s-option>
        {program.data?.definition.tiers.map((tier) => (
          <s-option key={tier.id} value={tier.id}>
            {tier.name}
          </s-option>
        ))}
      </s-select>
    </div>
  );
}

/** Text that is told on only when the typing pauses; follows the address when that changes. */
function useTyped(settled: string, onSettle: (text: string) => void) {
  const [typed, setTyped] = useState(settled);
  useEffect(() => setTyped(settled), [settled]);
  useEffect(() => {
    if (typed.trim() === settled) return;
    const pause = setTimeout(() => onSettle(typed.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(pause);
  });
  return [typed, setTyped] as const;
}
