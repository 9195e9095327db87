import { useId } from 'react';
import { number } from '../words/numbers.ts';

interface ChartProps {
  readonly title: string;
  /** Two series at most: each has a look of its own, not only a colour. */
  readonly series: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
}

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 56;
const BOTTOM = 28;

/** Bars side by side for each row. A picture for the eye; the numbers stand in a table beside it. */
export function Chart({ title, series, rows }: ChartProps) {
  const name = useId();
  const top = ceiling(Math.max(0, ...rows.flatMap(({ values }) => values)));
  const band = (WIDTH - LEFT) / Math.max(rows.length, 1);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - 12);
  // Names of months need about 56 units; where there are more, some are left out.
  const every = Math.ceil(56 / band);
  return (
    <figure className="chart">
      <div className="scroll" role="group" aria-label={title} tabIndex={0}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={name}>
          <title id={name}>{title}. The numbers are in the table.</title>
          {[0, top / 2, top].map((value) => (
            <g key={value}>
              <line x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} className="chart-line" />
              <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
                {short(value)}
              </text>
            </g>
          ))}
          {rows.map(({ label, values }, row) => (
            <g key={label}>
              {values.map((value, index) => {
                const width = (band * 0.7) / series.length;
                const x = LEFT + row * band + band * 0.15 + index * width;
                return (
                  <rect
                    key={series[index]}
                    x={x}
                    y={y(value)}
                    width={Math.max(width - 1, 1)}
                    height={Math.max(y(0) - y(value), 0)}
                    className={`chart-bar-${index}`}
                  >
                    <title>{`${label}, ${series[index]}: ${number(value)}`}</title>
                  </rect>
                );
              })}
              {row % every === 0 && (
                <text x={LEFT + row * band + band / 2} y={HEIGHT - 8} textAnchor="middle">
                  {label}
                </text>
              )}
            </g>
          ))}
        </svg>
      </div>
      <figcaption>
        <strong>{title}</strong>
        {series.map((one, index) => (
          <span key={one} className="chart-key">
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <rect width="10" height="10" className={`chart-bar-${index}`} />
            </svg>
            {one}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** The next round number, so that the lines stand at round numbers too. */
export function ceiling(value: number): number {
  if (value <= 0) return 10;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].map((times) => times * power).find((round) => round >= value) ?? value;
}

function short(value: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}
