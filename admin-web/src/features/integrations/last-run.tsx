import { useQuery } from '@tanstack/react-query';
import { Tag } from '../../components/tag.tsx';
import { runResult, runWord } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';
import { duration, exactTime } from '../../lib/time.ts';
import { counted } from '../../lib/words.ts';
import { lastRun } from './requests/last-run.ts';

/** What the last run brought; says so when that cannot be told. */
export function LastRun({ id }: { readonly id: string }) {
  const { data, error } = useQuery(lastRun(useApi(), id));
  if (data === undefined) {
    return <p className="small soft">{error === null ? 'Looking …' : 'The last run cannot be shown now.'}</p>;
  }
  if (data === null) return <p className="small soft">No run has ended yet.</p>;
  const counts = [
    counted(data.totalRecords, 'record'),
    `${data.unchangedCount.toLocaleString('en-GB')} unchanged`,
    ...(data.conflictCount > 0 ? [`${data.conflictCount} waiting`] : []),
    ...(data.errorCount > 0 ? [`${data.errorCount} failed`] : []),
    ...(data.durationMs === undefined ? [] : [`took ${duration(data.durationMs)}`]),
  ];
  return (
    <div className="last-run">
      <div className="row">
        <strong>{runWord[data.jobType]}</strong>
        <Tag word={runResult[data.status]} />
      </div>
      <p className="small soft">
        {exactTime(data.completedAt ?? data.startedAt)} · {counts.join(' · ')}
      </p>
      {data.errorMessage !== undefined && <p>{data.errorMessage}</p>}
    </div>
  );
}
