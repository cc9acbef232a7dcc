import { Link } from '@tanstack/react-router';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { BarChart } from '../../components/bar-chart.tsx';
import { Moment } from '../../components/moment.tsx';
import { Tag } from '../../components/tag.tsx';
import { rhythmWord, standingWord, systemName } from '../../lib/glossary.ts';
import { clockTime } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { counted, listWords } from '../../lib/words.ts';
import { lastDay } from './figures/hours.ts';
import { Gauge } from './gauge.tsx';
import { standingOf } from './need.ts';
import type { AllMetrics } from './requests/all-metrics.ts';
import { RunProgress } from './run-progress.tsx';

export interface IntegrationCardProps {
  readonly integration: IntegrationView;
  /** What ended in the last hours; absent while it is not known. */
  readonly hours: AllMetrics['hours'] | undefined;
}

/** One integration in the list; the whole card leads to it. */
export function IntegrationCard({ integration, hours }: IntegrationCardProps) {
  const { id, name, type, syncFrequency, currentJob, health } = integration;
  const word = standingWord[standingOf(integration)];
  return (
    <li className="card integration">
      <div className="head">
        <Gauge
          score={health?.score}
          word={word}
          sentence={health?.sentence ?? 'Nobody has looked at it yet.'}
        />
        <div>
          <h3 className="name">
            <Link to="/integrations/$id" params={{ id }}>
              {name}
            </Link>
          </h3>
          <p className="soft small">
            {systemName(type)} · {rhythmWord[syncFrequency]}
          </p>
          <Tag word={word} />
        </div>
      </div>
      {currentJob !== undefined && <RunProgress job={currentJob} />}
      {hours !== undefined && <DayBars hours={hours} />}
      <Foot integration={integration} />
    </li>
  );
}

function DayBars({ hours }: { readonly hours: AllMetrics['hours'] }) {
  const day = lastDay(hours, useNow());
  const ended = day.reduce((sum, hour) => sum + hour.ended, 0);
  const failed = day.reduce((sum, hour) => sum + hour.failed, 0);
  const title = `${counted(ended, 'change')} in 24 hours${failed > 0 ? `, ${counted(failed, 'failed', 'failed')}` : ''}`;
  const bars = day.map((hour) => ({ label: clockTime(hour.at), value: hour.ended, bad: hour.failed }));
  return <BarChart title={title} bars={bars} />;
}

function Foot({ integration }: { readonly integration: IntegrationView }) {
  const { lastSyncAt, nextSyncAt, stats } = integration;
  const waiting = listWords([
    ...(stats.pendingConflicts > 0 ? [`${stats.pendingConflicts} to decide`] : []),
    ...(stats.lastErrorCount > 0 ? [`${stats.lastErrorCount} failed`] : []),
  ]);
  return (
    <div className="row between small soft foot">
      {lastSyncAt === undefined ? <span>Not synced yet</span> : <Moment at={lastSyncAt} label="Synced" />}
      {waiting.length > 0 && <strong>{waiting}</strong>}
      {nextSyncAt !== null && <Moment at={nextSyncAt} label="Next" isAhead />}
    </div>
  );
}
