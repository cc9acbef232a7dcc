import { useQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { useId } from 'react';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { isRunning } from '../../../../../shared/domain/integration.ts';
import { Button } from '../../../components/button.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Moment } from '../../../components/moment.tsx';
import { troubleOf } from '../../../lib/problems.ts';
import { useApi } from '../../../lib/session.ts';
import { type DriftView, drift, useCompareNow } from '../requests/drift.ts';
import { Differences } from './differences.tsx';
import { comparisonProgress, leftOutText, resultText } from './drift-words.ts';

/** How much of both sides is equal, why the rest is not, and comparing them now. */
export function DriftCard({ integration }: { readonly integration: IntegrationView }) {
  const { id, status } = integration;
  const query = useQuery(drift(useApi(), id));
  const compare = useCompareNow(id);
  const isBusy = query.data === undefined || query.data.running !== null || compare.isPending;
  const trouble = compare.error === null ? undefined : troubleOf(compare.error);
  return (
    <section className="card stack" aria-labelledby="drift">
      <div className="row between top">
        <h2 id="drift">Both sides compared</h2>
        <Button onPress={() => compare.mutate()} isDisabled={isBusy || !isRunning(status)}>
          <Scale size={17} aria-hidden />
          Compare now
        </Button>
      </div>
      {trouble !== undefined && (
        <p className="small bad-text" role="alert">
          {trouble.title}. {trouble.advice}
        </p>
      )}
      <Loaded query={query} what="the comparison">
        {(data) => <Compared data={data} />}
      </Loaded>
    </section>
  );
}

function Compared({ data }: { readonly data: DriftView }) {
  const { running, last, differences, skipped } = data;
  const leftOut = last === null ? undefined : leftOutText(last.counts);
  return (
    <>
      {running !== null && <Progress running={running} />}
      {last === null && running === null && (
        <p className="soft">Nothing was compared yet. It happens by itself, once a day at most.</p>
      )}
      {last !== null && (
        <div>
          <p>{resultText(last)}</p>
          <p className="small soft">
            {leftOut !== undefined && `${leftOut} `}
            <Moment at={last.endedAt} label="Compared" />
          </p>
        </div>
      )}
      {skipped.map(({ stream, why }) => (
        <p key={stream} className="small bad-text">
          {stream}: {why}
        </p>
      ))}
      <Differences differences={differences} />
    </>
  );
}

function Progress({ running }: { readonly running: NonNullable<DriftView['running']> }) {
  const id = useId();
  const { text, share } = comparisonProgress(running);
  return (
    <div className="progress" role="status">
      <label htmlFor={id} className="small">
        {text}
      </label>
      <progress id={id} max={1} {...(share === undefined ? {} : { value: share })} />
    </div>
  );
}
