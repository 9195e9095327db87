import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';

export interface Tab {
  readonly to: string;
  readonly label: string;
  /** Whether it is shown now; else its address says. */
  readonly isHere?: boolean;
  /** Stands beside the label, such as a count of problems. */
  readonly mark?: ReactNode;
}

/** Pages that belong together, side by side; the one that is shown is marked. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const { pathname } = useLocation();
  return (
    <nav aria-label={label} className="tabs">
      {tabs.map(({ to, label: name, mark, isHere = to === pathname }) => (
        <Link key={to} to={to} aria-current={isHere ? 'page' : undefined}>
          {name}
          {mark}
        </Link>
      ))}
    </nav>
  );
}
