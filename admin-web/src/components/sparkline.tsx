const width = 240;
const height = 36;
const margin = 2;

/** A course over time as a line, a decoration beside figures that say the same; gaps are bridged. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }) {
  const points = values.flatMap((value, at) => (value === null ? [] : [{ at, value }]));
  const least = Math.min(...points.map(({ value }) => value));
  const span = Math.max(...points.map(({ value }) => value)) - least;
  const x = (at: number) => ((at * width) / Math.max(1, values.length - 1)).toFixed(1);
  const y = (value: number) =>
    (span === 0 ? height / 2 : height - margin - ((value - least) / span) * (height - 2 * margin)).toFixed(1);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2)
    return <div className="sparkline" aria-hidden />;
  const line = points.map(({ at, value }) => `${x(at)} ${y(value)}`).join(' L ');
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
      focusable={false}
    >
      <path className="area" d={`M ${x(first.at)} ${height} L ${line} L ${x(last.at)} ${height} Z`} />
      <path className="line" d={`M ${line}`} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
