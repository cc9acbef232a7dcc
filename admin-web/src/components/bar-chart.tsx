import { useId } from 'react';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The part of the value that went wrong. */
  readonly bad?: number;
}

const width = 240;
const height = 44;

/** A row of bars over time. The same figures stand in a table for those who cannot see it. */
export function BarChart({
  title,
  bars,
  valueText = String,
  top,
}: {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly valueText?: (value: number) => string;
  /** What fills the whole height; the largest value unless said. */
  readonly top?: number;
}) {
  const id = useId();
  const most = top ?? Math.max(1, ...bars.map(({ value }) => value));
  const step = width / Math.max(1, bars.length);
  const tall = (value: number) => (value === 0 ? 1 : Math.max(2, (value / most) * height));
  return (
    <figure className="bars">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
        {bars.map(({ label, value, bad = 0 }, at) => (
          <g key={label}>
            <title>{`${label}: ${valueText(value)}`}</title>
            <rect x={at * step} y={height - tall(value)} width={step * 0.8} height={tall(value)} />
            {bad > 0 && (
              <rect
                className="wrong"
                x={at * step}
                y={height - tall(bad)}
                width={step * 0.8}
                height={tall(bad)}
              />
            )}
          </g>
        ))}
      </svg>
      <figcaption id={id} className="small soft">
        {title}
      </figcaption>
      <table className="hidden" aria-labelledby={id}>
        <tbody>
          {bars.map(({ label, value, bad = 0 }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{valueText(value)}</td>
              <td>{bad > 0 ? `${valueText(bad)} went wrong` : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
