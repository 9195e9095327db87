import type { ActivityPage } from '@laurel/server/api';
import type { ActivitySearch } from '../api.ts';

// A select can't tell an empty value from none chosen; no kind and no person begins with a dot.
const EVERY = '.';

interface FiltersProps {
  readonly search: ActivitySearch;
  /** The kinds and people there are; undefined until the first answer. */
  readonly page: ActivityPage | undefined;
  readonly onFilter: (change: Partial<ActivitySearch>) => void;
}

/** Narrows the list by kind, by person and by the shop's days. */
export function ActivityFilters({ search, page, onFilter }: FiltersProps) {
  const actionOf = (value: string) => page?.kinds.find(({ action }) => action === value)?.action ?? '';
  return (
    <div role="search" className="filters activity-filters">
      <s-select label="What" value={search.action || EVERY} onChange={(event) => onFilter({ action: actionOf(event.currentTarget.value) })}>
        <s-option value={EVERY}>Everything</s-option>
        {page?.kinds.map(({ action, name }) => (
          <s-option key={action} value={action}>
            {name}
          </s-option>
        ))}
      </s-select>
      <s-select
        label="Who"
        value={search.person || EVERY}
        onChange={(event) => onFilter({ person: event.currentTarget.value === EVERY ? '' : event.currentTarget.value })}
      >
        <s-option value={EVERY}>Everybody</s-option>
        {page?.people.map(({ id, name }) => (
          <s-option key={id} value={id}>
            {name}
          </s-option>
        ))}
        <s-option value="others">Laurel and Shopify</s-option>
      </s-select>
      <s-date-field label="From" value={search.from} onChange={(event) => onFilter({ from: event.currentTarget.value })} />
      <s-date-field label="To" value={search.to} onChange={(event) => onFilter({ to: event.currentTarget.value })} />
    </div>
  );
}
