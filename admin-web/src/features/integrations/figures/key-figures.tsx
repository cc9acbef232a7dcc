import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Sparkline } from '../../../components/sparkline.tsx';
import { useNow } from '../../../lib/use-now.ts';
import { counted, listWords } from '../../../lib/words.ts';
import type { AllMetrics } from '../requests/all-metrics.ts';
import type { SystemStatus } from '../requests/system-status.ts';
import { lastDay, wellPercent } from './hours.ts';
import { answerTime, countTrend, shareTrend, speedTrend } from './trends.ts';

/** How the last day went, in four figures beside the day before; a figure that is not known says so. */
export function KeyFigures({
  metrics,
  status,
}: {
  readonly metrics: AllMetrics | undefined;
  readonly status: SystemStatus | undefined;
}) {
  const hours = lastDay(metrics?.hours ?? [], useNow());
  const { totals, dayBefore } = metrics ?? {};
  const least = totals?.atLeast === true ? 'at least ' : '';
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="hidden">
        The last 24 hours
      </h2>
      <ul className="figures" aria-label="The last 24 hours">
        <Figure
          title="Synced without trouble"
          value={percentText(totals?.changeSuccessRate)}
          trend={totals && dayBefore && shareTrend(totals.changeSuccessRate, dayBefore.changeSuccessRate)}
          values={wellPercent(hours)}
        />
        <Figure
          title="Typical answer time"
          value={totals === undefined ? undefined : timeText(totals.responseTime)}
          trend={totals && dayBefore && speedTrend(totals.responseTime, dayBefore.responseTime)}
          values={hours.map(({ answerMs }) => answerMs)}
        />
        <Figure
          title="Changes in 24 hours"
          value={totals && `${least}${totals.changes.ended.toLocaleString('en-GB')}`}
          trend={totals && dayBefore && countTrend(totals.changes.ended, dayBefore.changes.ended)}
          values={hours.map(({ ended }) => ended)}
        />
        <Figure
          title="Waiting for a decision"
          value={status && waitingCount(status).toLocaleString('en-GB')}
          trend={status && waitingText(status)}
        >
          {status !== undefined && waitingCount(status) > 0 && (
            <Link className="button plain" to="/decisions">
              Decide
            </Link>
          )}
        </Figure>
      </ul>
    </section>
  );
}

interface FigureProps {
  readonly title: string;
  readonly value: string | undefined;
  readonly trend: string | undefined;
  readonly values?: readonly (number | null)[];
  readonly children?: ReactNode;
}

const Figure = ({ title, value = '–', trend = 'not known at the moment', values, children }: FigureProps) => (
  <li className="card figure">
    <h3>{title}</h3>
    <p className="value">{value}</p>
    <p className="small soft">{trend}</p>
    {values !== undefined && <Sparkline values={values} />}
    {children}
  </li>
);

const percentText = (rate: number | null | undefined): string | undefined =>
  rate === undefined ? undefined : rate === null ? 'Nothing yet' : `${rate.toLocaleString('en-GB')} %`;

const timeText = (times: AllMetrics['totals']['responseTime']): string =>
  times === null ? 'Nothing yet' : answerTime(times.p50);

const waitingCount = ({ waiting }: SystemStatus): number =>
  waiting.conflicts + waiting.reviews + waiting.approvals;

function waitingText({ waiting }: SystemStatus): string {
  const { conflicts, reviews, approvals } = waiting;
  const parts = [
    ...(conflicts > 0 ? [counted(conflicts, 'clash', 'clashes')] : []),
    ...(reviews > 0 ? [counted(reviews, 'match', 'matches')] : []),
    ...(approvals > 0 ? [counted(approvals, 'list of deletions', 'lists of deletions')] : []),
  ];
  return parts.length === 0 ? 'nobody has to choose anything' : listWords(parts);
}
