import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ChooseOne } from '../../../components/choose.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Ring } from '../../../components/ring.tsx';
import { Tag } from '../../../components/tag.tsx';
import { healthWord } from '../../../lib/glossary.ts';
import { useApi } from '../../../lib/session.ts';
import { useNow } from '../../../lib/use-now.ts';
import { type HealthRange, type HealthView, health } from '../requests/health.ts';
import { Freshness } from './freshness.tsx';
import { History } from './history.tsx';
import { indicatorLines } from './indicators.ts';

const ranges: readonly (readonly [HealthRange, string])[] = [
  ['24h', '24 hours'],
  ['7d', '7 days'],
  ['30d', '30 days'],
  ['90d', '90 days'],
];

/** How well an integration does and why, how that went, and how fresh each kind of data is. */
export function HealthCard({ id, nextSyncAt }: { readonly id: string; readonly nextSyncAt: string | null }) {
  const [range, setRange] = useState<HealthRange>('24h');
  const query = useQuery(health(useApi(), id, range));
  return (
    <Loaded query={query} what="the health">
      {(data) => (
        <>
          <section className="card stack" aria-labelledby="health">
            <h2 id="health">Health</h2>
            <Judged data={data} />
            <div className="row between top">
              <h3>How it went</h3>
              <ChooseOne label="Show" options={ranges} value={range} onChange={setRange} />
            </div>
            <History series={data.series} stepHours={data.stepHours} />
          </section>
          <Freshness freshness={data.freshness} nextSyncAt={nextSyncAt} />
        </>
      )}
    </Loaded>
  );
}

function Judged({ data }: { readonly data: HealthView }) {
  const { status, score, sentence, indicators } = data.health;
  const word = healthWord[status];
  return (
    <>
      <div className="row start judged">
        <Ring value={score} tone={word.tone} />
        <div className="grow">
          <div className="row">
            <Tag word={word} />
            <span className="small soft">{score} of 100</span>
          </div>
          <p>{sentence}</p>
        </div>
      </div>
      <ul className="indicators" aria-label="What it is judged by">
        {indicatorLines(indicators, useNow()).map(({ title, value, aim, word: how }) => (
          <li key={title}>
            <span>
              {title}: <strong>{value}</strong> <span className="small soft">({aim})</span>
            </span>
            <Tag word={how} />
          </li>
        ))}
      </ul>
    </>
  );
}
