import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { MemberSearch } from '../api.ts';
import { queries } from '../queries.ts';

const TYPING_PAUSE_MS = 250;
// A select can't tell an empty value from none chosen; no tier's id begins with a dot.
const EVERY_TIER = '.';

/** Search by name or customer number, and by tier. */
export function MemberFilters({
  search,
  onFilter,
}: {
  readonly search: MemberSearch;
  readonly onFilter: (change: { search?: string; tier?: string }) => void;
}) {
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
      <s-select
        label="Tier"
        value={search.tier || EVERY_TIER}
        onChange={(event) => onFilter({ tier: tierChosen(event.currentTarget.value) })}
      >
        <s-option value={EVERY_TIER}>All tiers</s-option>
        {program.data?.definition.tiers.map((tier) => (
          <s-option key={tier.id} value={tier.id}>
            {tier.name}
          </s-option>
        ))}
      </s-select>
    </div>
  );
}

function tierChosen(value: string): string {
  return value === EVERY_TIER ? '' : value;
}

/** Text that is told on only when the typing pauses. Follows the address when that changes by itself, never against the typing. */
function useTyped(settled: string, onSettle: (text: string) => void) {
  const [typed, setTyped] = useState(settled);
  const told = useRef(settled);
  useEffect(() => {
    if (settled === told.current) return;
    told.current = settled;
    setTyped(settled);
  }, [settled]);
  useEffect(() => {
    const text = typed.trim();
    if (text === told.current) return;
    const pause = setTimeout(() => {
      told.current = text;
      onSettle(text);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(pause);
  }, [typed, onSettle]);
  return [typed, setTyped] as const;
}
