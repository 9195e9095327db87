import type { SimulationResult as Result } from '@laurel/server/api';
import { Chart } from '../parts/chart.tsx';
import { Figure, Figures } from '../parts/figure.tsx';
import { Go } from '../parts/go.tsx';
import { Sentences } from '../parts/notice.tsx';
import { change, count, money, number, onDay, percent, points } from '../words/numbers.ts';
import { issuedSentence, liabilityOf, monthWords, moneyChange, redeemedOf } from './words.ts';

interface ResultProps {
  readonly result: Result;
  readonly currency: string;
}

/** What the draft would have done to the orders of these months. */
export function SimulationResult({ result, currency }: ResultProps) {
  return (
    <>
      <Totals result={result} currency={currency} />
      <Tiers result={result} />
      <Months result={result} currency={currency} />
      <Changed heading="Who would have more" nobody="Nobody would have more points." changed={result.winners} />
      <Changed heading="Who would have less" nobody="Nobody would have fewer points." changed={result.losers} />
      <s-section heading="What was taken for granted">
        <Sentences sentences={result.assumptions} />
        <s-paragraph color="subdued">
          {count(result.orders, 'order')} of {count(result.members, 'member')} in {result.seconds.toFixed(1)} seconds.
        </s-paragraph>
      </s-section>
    </>
  );
}

function Totals({ result, currency }: ResultProps) {
  const { points: issued, costMinor, liveDifference } = result;
  const redeemed = redeemedOf(result);
  const liability = liabilityOf(result);
  return (
    <s-section heading={`From ${onDay(result.from)} to ${onDay(result.to)}`}>
      <s-paragraph>
        <strong>{issuedSentence(result)}</strong>
      </s-paragraph>
      {liveDifference !== 0 && (
        <s-banner tone="warning" heading="The books differ from the published rules">
          The published rules give {change(liveDifference)} points other than the ledger has for these orders. Operations says where.
        </s-banner>
      )}
      <Figures>
        <Figure name="Points issued" value={number(issued.draft)}>
          {change(issued.draft - issued.replayed)} · {number(issued.replayed)} as published.
        </Figure>
        <Figure name="Points redeemed" value={number(redeemed.after)}>
          {change(redeemed.after - redeemed.before)} · {number(redeemed.before)} as published.
        </Figure>
        <Figure name="Open points at the end, worth" value={money(liability.after, currency)}>
          {moneyChange(liability, currency)} · {money(liability.before, currency)} as published.
        </Figure>
        <Figure name="Cost of rewards used" value={money(costMinor.after, currency)}>
          {moneyChange(costMinor, currency)} · {money(costMinor.before, currency)} as published.
        </Figure>
      </Figures>
    </s-section>
  );
}

function Tiers({ result: { byTier, moves } }: { readonly result: Result }) {
  return (
    <s-section heading="Who stands where at the end">
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">Tier</s-table-header>
          <s-table-header format="numeric">As published</s-table-header>
          <s-table-header format="numeric">By the draft</s-table-header>
          <s-table-header format="numeric">Change</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {byTier.map(({ tierId, name, before, after }) => (
            <s-table-row key={tierId}>
              <s-table-cell>{name}</s-table-cell>
              <s-table-cell>{number(before)}</s-table-cell>
              <s-table-cell>{number(after)}</s-table-cell>
              <s-table-cell>{change(after - before)}</s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
      {moves.length === 0 ? (
        <s-paragraph color="subdued">Nobody changes tier.</s-paragraph>
      ) : (
        <Sentences title="Moves:" sentences={moves.map(({ from, to, members }) => `${count(members, 'member')} from ${from} to ${to}`)} />
      )}
    </s-section>
  );
}

function Months({ result: { byMonth }, currency }: ResultProps) {
  return (
    <s-section heading="Month by month">
      <Chart
        title="Points issued by month"
        series={['As published', 'By the draft']}
        rows={byMonth.map(({ month, issued }) => ({ label: monthWords(month), values: [issued.before, issued.after] }))}
      />
      <div className="scroll" role="region" aria-label="Month by month, as a table" tabIndex={0}>
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col">Orders</th>
              <th scope="col">Issued, as published</th>
              <th scope="col">by the draft</th>
              <th scope="col">Redeemed, as published</th>
              <th scope="col">by the draft</th>
              <th scope="col">Worth of open points, as published</th>
              <th scope="col">by the draft</th>
            </tr>
          </thead>
          <tbody>
            {byMonth.map(({ month, orders, issued, redeemed, liabilityMinor }) => (
              <tr key={month}>
                <th scope="row">{monthWords(month)}</th>
                <td>{number(orders)}</td>
                <td>{number(issued.before)}</td>
                <td>{number(issued.after)}</td>
                <td>{number(redeemed.before)}</td>
                <td>{number(redeemed.after)}</td>
                <td>{money(liabilityMinor.before, currency)}</td>
                <td>{money(liabilityMinor.after, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </s-section>
  );
}

function Changed({ heading, nobody, changed }: { readonly heading: string; readonly nobody: string; readonly changed: Result['winners'] }) {
  if (changed.members === 0) {
    return (
      <s-section heading={heading}>
        <s-paragraph color="subdued">{nobody}</s-paragraph>
      </s-section>
    );
  }
  return (
    <s-section heading={heading}>
      <s-paragraph>
        {count(changed.members, 'member')}, {points(changed.points)} in all. Those with the greatest difference:
      </s-paragraph>
      <ul className="samples">
        {changed.samples.map(({ memberId, name, before, after, fromTier, toTier, reasons }) => (
          <li key={memberId}>
            <div className="sample-head">
              <Go to={`/members/${memberId}`}>{name ?? 'A member without a name'}</Go>
              <span className="why-points">
                {number(before)} → {number(after)} ({change(after - before)}
                {before > 0 ? `, ${percent(after - before, before)}` : ''})
              </span>
            </div>
            {fromTier !== toTier && (
              <s-badge>
                {fromTier} → {toTier}
              </s-badge>
            )}
            <Sentences sentences={reasons} />
          </li>
        ))}
      </ul>
    </s-section>
  );
}
