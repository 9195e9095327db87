import { Link } from 'react-router';
import { formatPoints } from '../../lib/money';
import { Spark } from './earn-badge';

/** The balance in a header, on the way to the rewards. */
export function PointsPill({ points, to }: { readonly points: number; readonly to: string }) {
  return (
    <Link className="ly-pill" to={to} aria-label={`${formatPoints(points)} points, see rewards`}>
      <Spark />
      <span>
        {formatPoints(points)} <span className="ly-pill-unit">pts</span>
      </span>
    </Link>
  );
}
