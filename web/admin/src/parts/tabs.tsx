import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';

export interface Tab {
  readonly to: string;
  readonly label: string;
  /** Stands beside the label, such as a count of problems. */
  readonly mark?: ReactNode;
}

/** Pages that belong together, side by side; the one that is shown is marked. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const { pathname, search } = useLocation();
  return (
    <nav aria-label={label} className="tabs">
      {tabs.map(({ to, label: name, mark }) => (
        <Link key={to} to={to} aria-current={isHere(to, pathname, search) ? 'page' : undefined}>
          {name}
          {mark}
        </Link>
      ))}
    </nav>
  );
}

function isHere(to: string, pathname: string, search: string): boolean {
  const [path = '', query] = to.split('?');
  return path === pathname && (query === undefined || `?${query}` === search);
}
