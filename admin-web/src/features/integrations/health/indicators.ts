import type { Word } from '../../../lib/glossary.ts';
import { duration, relativeTime } from '../../../lib/time.ts';
import type { HealthView } from '../requests/health.ts';

type Indicators = HealthView['health']['indicators'];

export interface IndicatorLine {
  readonly title: string;
  readonly value: string;
  /** What would be well. */
  readonly aim: string;
  readonly word: Word;
}

const words: { readonly [status in Indicators['successRate']['status']]: Word } = {
  PASS: { text: 'Good', tone: 'good' },
  WARN: { text: 'Worth a look', tone: 'warn' },
  FAIL: { text: 'Not good', tone: 'bad' },
};
const unknown: Word = { text: 'Nothing to judge', tone: 'calm' };
const percent = (value: number): string => `${value.toLocaleString('en-GB')} %`;

/** The four things that health is made of, in words, as seen at `now` (epoch ms). */
export function indicatorLines(indicators: Indicators, now: number): readonly IndicatorLine[] {
  const { successRate, responseTime, errorRate, lastSync } = indicators;
  const line = <Value>(
    title: string,
    indicator: { readonly value: Value | null; readonly status: keyof typeof words },
    show: (value: Value) => string,
    aim: string,
  ): IndicatorLine => ({
    ...{ title, aim },
    value: indicator.value === null ? 'Nothing yet' : show(indicator.value),
    word: indicator.value === null && indicator.status === 'PASS' ? unknown : words[indicator.status],
  });
  return [
    line('Runs that went through', successRate, percent, `at least ${percent(successRate.threshold)}`),
    line(
      'Nearly all answers came within',
      responseTime,
      duration,
      `at most ${duration(responseTime.threshold)}`,
    ),
    line('Changes that failed', errorRate, percent, `at most ${percent(errorRate.threshold)}`),
    line(
      'Last sync',
      lastSync,
      (at) => relativeTime(at, now),
      `at the latest after ${duration(lastSync.threshold * 60_000)}`,
    ),
  ];
}
