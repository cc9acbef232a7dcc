import type { Figures } from '../../shared/contract/health.ts';
import { withinMs } from '../../shared/domain/answer-times.ts';
import { changesOf, type HourFigures, noFigures, sumOfHours } from '../../shared/domain/hour-figures.ts';

/** What the API shows of one stretch of time. */
export function figuresOf(hour: HourFigures): Figures {
  const { ended, completed, records, totalMs, longestMs } = hour.runs;
  const [p50, p95] = [withinMs(hour.answers, 0.5), withinMs(hour.answers, 0.95)];
  return {
    in: { ...hour.in },
    out: { ...hour.out },
    changes: { ...changesOf([hour]) },
    runs: {
      ...{ ended, completed, failed: ended - completed, records },
      averageMs: ended === 0 ? null : Math.round(totalMs / ended),
      longestMs: ended === 0 ? null : longestMs,
    },
    responseTime: p50 === undefined || p95 === undefined ? null : { p50, p95 },
    atLeast: hour.atLeast ?? false,
  };
}

export function ratesOf(hour: HourFigures) {
  const changes = changesOf([hour]);
  const { ended, completed } = hour.runs;
  return {
    runSuccessRate: percent(completed, ended),
    changeSuccessRate: percent(changes.ended - changes.failed, changes.ended),
  };
}

/** Figures of any number of integrations as one an hour, oldest first. */
export function hoursOf(figures: readonly HourFigures[]) {
  const hours = Map.groupBy(figures, ({ hour }) => hour);
  return [...hours.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, met]) => {
      const sum = sumOfHours(noFigures('', at), met);
      return { at, changes: { ...changesOf(met) }, answerMs: withinMs(sum.answers, 0.5) ?? null };
    });
}

/** One point of the series of health. */
export function healthPoint(hour: HourFigures) {
  const changes = changesOf([hour]);
  return {
    at: hour.hour,
    score: hour.score ?? null,
    lowestScore: hour.lowestScore ?? null,
    successRate: percent(hour.runs.completed, hour.runs.ended),
    errorRate: percent(changes.failed, changes.ended),
    responseTime: withinMs(hour.answers, 0.95) ?? null,
  };
}

const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((1000 * part) / whole) / 10;
