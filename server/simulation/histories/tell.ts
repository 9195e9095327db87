import { describe } from './acts.ts';
import type { HistoriesReport } from './histories.ts';
import type { Verdict } from './judge.ts';
import { settingOf, type Setting } from './setting.ts';

/** How far a run has come: "120,000 of 1,000,000 histories, 1,250/s, 11 min left". */
export function tellProgress(played: number, count: number, seconds: number): string {
  const rate = played / seconds;
  const left = (count - played) / rate;
  return `${number(played)} of ${number(count)} histories, ${number(rate)}/s, ${left > 90 ? `${Math.round(left / 60)} min` : `${Math.round(left)} s`} left`;
}

/** What a run came to. */
export function tellHistories(report: HistoriesReport, from: number, seconds: number): string {
  const { acts, failures, nextSeed, played } = report;
  const total = played.ledger + played.orders;
  const counts = `${number(total)} histories (${number(played.ledger)} of the ledger, ${number(played.orders)} of orders), ${number(acts)} acts`;
  const lines = [`seeds ${from} to ${nextSeed - 1}: ${counts}, in ${seconds.toFixed(1)} s, ${number(total / seconds)}/s`];
  if (failures.length === 0) return [...lines, 'all laws held', ''].join('\n');
  return [...lines, ...failures.flatMap(({ whole, shortest }) => ['', ...tellFailure(whole, shortest)]), ''].join('\n');
}

/** One history, act by act if wanted, and the shortest form in which it fails. */
export function tellHistory(whole: Verdict, shortest: Verdict, verbose: boolean): string {
  const lines = [tellSetting(settingOf(whole.story.seed)), ...(verbose ? whole.told() : [])];
  const end = whole.trouble === undefined ? ['all laws held'] : tellFailure(whole, shortest);
  return [...lines, ...end, ''].join('\n');
}

function tellFailure(whole: Verdict, shortest: Verdict): string[] {
  const { seed, acts } = shortest.story;
  return [
    `history ${seed}: ${whole.trouble}`,
    `${whole.story.acts.length} acts, and ${acts.length} of them suffice:`,
    ...acts.map((act) => `  round ${act.round + 1}: ${describe(act)}`),
    ...shortest.told().map((line) => `  | ${line}`),
    `  ${shortest.trouble}`,
    `again: npm run sim -- --history ${seed} --verbose`,
  ];
}

function tellSetting({ currency, kind, no, promises, rounds, zone }: Setting): string {
  const promised = promises.map((promise) => JSON.stringify(promise)).join('\n  then ');
  const calendar = rounds.map(({ at, serverAt, nightly, publishes }) => {
    const marks = [...(nightly ? ['nightly job'] : []), ...(publishes ? ['second promise'] : [])];
    const wrong = at.getTime() === serverAt.getTime() ? '' : `, the server's clock says ${serverAt.toISOString()}`;
    return `  ${at.toISOString()}${wrong}${marks.map((mark) => `, ${mark}`).join('')}`;
  });
  return [`setting ${no}: ${kind}, ${zone}, ${currency}`, `  ${promised}`, ...calendar].join('\n');
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}
