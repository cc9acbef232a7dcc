import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { LogDetail } from '../../../../shared/contract/activity.ts';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useApi } from '../../lib/session.ts';
import { fieldLabel, showValue } from '../../lib/show-value.ts';
import { duration, exactTime } from '../../lib/time.ts';
import { capital } from '../../lib/words.ts';
import { getLog } from './requests/get-log.ts';

/** Every field that an entry touched: before, after and why. */
export function LogDetails({ id, other }: { readonly id: string; readonly other: string }) {
  const { data, error, isFetching, refetch } = useQuery(getLog(useApi(), id));
  if (data === undefined) {
    return error === null ? (
      <p className="small soft">Looking …</p>
    ) : (
      <TroubleNote error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
    );
  }
  return <LogFields log={data} other={other} />;
}

/** What an entry did to each field, and where the record is to be found. */
export function LogFields({ log: data, other }: { readonly log: LogDetail; readonly other: string }) {
  return (
    <>
      {data.changes.length > 0 && <Changes log={data} other={other} />}
      {data.waiting.length > 0 && <Waiting log={data} />}
      {data.changes.length + data.waiting.length === 0 && <p className="small">No field was changed.</p>}
      <p className="small soft ids">
        {exactTime(data.createdAt)} · done {duration(data.lagMs)} after we heard of it
        {data.externalId !== null && ` · number in ${other}: ${data.externalId}`}
        {data.resourceId !== null && (
          <>
            {` · number in BritePool: ${data.resourceId} · `}
            <Link
              to="/records/$type/$id"
              params={{ type: data.resourceType.toLowerCase(), id: data.resourceId }}
            >
              its story
            </Link>
          </>
        )}
      </p>
    </>
  );
}

const Changes = ({ log, other }: { readonly log: LogDetail; readonly other: string }) => (
  <ul className="changes" aria-label="Fields that changed">
    {log.changes.map(({ field, before, after, from, rule }) => (
      <li key={field}>
        <strong>{fieldLabel(log.resourceType, field)}</strong>
        <p>
          <span className="hidden">was </span>
          <span className="before">{showValue(log.resourceType, field, before)}</span>
          <ArrowRight size={15} aria-hidden />
          <span className="hidden">, is now </span>
          <span className="after">{showValue(log.resourceType, field, after)}</span>
        </p>
        <p className="soft small">
          {{ external: `From ${other}`, local: 'From BritePool', merge: 'From both sides' }[from]}: {rule}
        </p>
      </li>
    ))}
  </ul>
);

const Waiting = ({ log }: { readonly log: LogDetail }) => (
  <div>
    <strong className="small">Still waiting</strong>
    <ul className="waiting small">
      {log.waiting.map(({ field, reason }) => (
        <li key={field}>
          {fieldLabel(log.resourceType, field)}: {capital(reason)}
        </li>
      ))}
    </ul>
  </div>
);
