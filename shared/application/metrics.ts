import type { CountName, TimeName } from '../config/metrics.ts';

export interface MetricAbout {
  readonly integrationType?: string;
  readonly integrationId?: string;
}

/** Counts for operators. Never throws and asks nobody: what is counted is written when the invocation ends. */
export interface Metrics {
  count(name: CountName, value?: number, about?: MetricAbout): void;
  time(name: TimeName, milliseconds: number, about?: MetricAbout): void;
}

/** The same metrics, about one integration; `undefined` where nobody counts. */
export const metricsAbout = (metrics: Metrics | undefined, known: MetricAbout): Metrics | undefined =>
  metrics && {
    count: (name, value, more) => metrics.count(name, value, { ...known, ...more }),
    time: (name, milliseconds, more) => metrics.time(name, milliseconds, { ...known, ...more }),
  };
