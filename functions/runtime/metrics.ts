import { Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import type { MetricAbout, Metrics } from '../../shared/application/metrics.ts';
import {
  type CountName,
  metricDimensions,
  metricsNamespace,
  type TimeName,
} from '../../shared/config/metrics.ts';
import { functionVersion, stageName } from './env.ts';
import { requestIdNow } from './invocation.ts';

export interface FunctionMetrics extends Metrics {
  /** Writes what was counted since the last time; nothing where nothing was. */
  publish(): void;
}

interface Counted {
  readonly about: MetricAbout;
  readonly counts: Map<CountName, number>;
  readonly times: Map<TimeName, number[]>;
}

/** CloudWatch reads at most so many values of one metric out of a line. */
const mostValues = 100;

/**
 * Counts in memory, and writes one line per integration when the invocation ends (more where there are more times than a line
 * holds), in CloudWatch's embedded metric format:
 * no call is made. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function functionMetrics(functionName: string): FunctionMetrics {
  const lines = new PowertoolsMetrics({
    ...{ namespace: metricsNamespace, serviceName: functionName },
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  lines.clearDefaultDimensions();
  lines.setDefaultDimensions({ [metricDimensions.stage]: stageName() });
  const counted = new Map<string, Counted>();
  const of = (about: MetricAbout): Counted => {
    const key = `${about.integrationType}/${about.integrationId}`;
    const known = counted.get(key) ?? { about, counts: new Map(), times: new Map() };
    counted.set(key, known);
    return known;
  };
  return {
    count(name, value = 1, about = {}) {
      if (value === 0) return;
      const { counts } = of(about);
      counts.set(name, (counts.get(name) ?? 0) + value);
    },
    time(name, milliseconds, about = {}) {
      const { times } = of(about);
      times.set(name, [...(times.get(name) ?? []), milliseconds]);
    },
    publish() {
      const all = [...counted.values()];
      counted.clear();
      for (const each of all) write(lines, functionName, each);
    },
  };
}

/** What the library would say is no line of ours. */
const quiet = () => undefined;

function write(lines: PowertoolsMetrics, service: string, { about, counts, times }: Counted): void {
  const begin = (more: Readonly<Record<string, string>> = {}) => {
    lines.addDimensions({});
    if (about.integrationType !== undefined)
      lines.addDimensions({ [metricDimensions.integrationType]: about.integrationType });
    if (Object.keys(more).length > 0) lines.addDimensions(more);
    const properties = { service, integrationId: about.integrationId, requestId: requestIdNow() };
    for (const [name, value] of Object.entries(properties))
      if (value !== undefined) lines.addMetadata(name, value);
  };
  const { Bugs: bugs, ...others } = Object.fromEntries(counts);
  const timed = [...times].map(([name, values]) => ({ name, parts: chunked(values) }));
  const counting = Object.keys(others).length > 0 ? 1 : 0;
  const count = Math.max(counting, ...timed.map(({ parts }) => parts.length));
  for (let at = 0; at < count; at++) {
    begin();
    for (const [name, value] of Object.entries(at === 0 ? others : {})) lines.addMetric(name, 'Count', value);
    for (const { name, parts } of timed)
      for (const value of parts[at] ?? []) lines.addMetric(name, 'Milliseconds', value);
    lines.publishStoredMetrics();
  }
  if (bugs !== undefined) {
    begin({ [metricDimensions.functionName]: service, [metricDimensions.version]: functionVersion() });
    lines.addMetric('Bugs', 'Count', bugs);
    lines.publishStoredMetrics();
  }
}

const chunked = (values: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(values.length / mostValues) }, (_, at) =>
    values.slice(at * mostValues, (at + 1) * mostValues),
  );
