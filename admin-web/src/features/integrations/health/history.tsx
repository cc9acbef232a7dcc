import { BarChart } from '../../../components/bar-chart.tsx';
import { dayTime, shortDay } from '../../../lib/time.ts';
import type { HealthView } from '../requests/health.ts';

/** The score over time; stretches in which nobody looked are left out. */
export function History({ series, stepHours }: Pick<HealthView, 'series' | 'stepHours'>) {
  const bars = series.flatMap(({ at, score, lowestScore }) =>
    score === null
      ? []
      : [{ label: stepHours < 24 ? dayTime(at) : shortDay(at), value: lowestScore ?? score }],
  );
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined || bars.length < 2)
    return <p className="small soft">Nothing to show yet: health is noted down from its first hours on.</p>;
  return (
    <BarChart
      title={`Lowest health of each stretch, from ${first.label} to ${last.label}`}
      bars={bars}
      top={100}
      valueText={(value) => `${value} of 100`}
    />
  );
}
