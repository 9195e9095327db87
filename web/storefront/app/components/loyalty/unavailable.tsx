/** Said quietly where points would be, when Laurel does not answer. The shop itself goes on. */
export function PointsUnavailable() {
  return <p className="ly-quiet ly-unavailable">Points are not available right now. Your cart and orders are not affected.</p>;
}
