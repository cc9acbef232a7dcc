import { Link } from '@tanstack/react-router';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { Moment } from '../../components/moment.tsx';
import { Ring } from '../../components/ring.tsx';
import { Tag } from '../../components/tag.tsx';
import { dataWord, rhythmWord, standingWord, systemName } from '../../lib/glossary.ts';
import { capital, listWords } from '../../lib/words.ts';
import { standingOf } from './need.ts';
import { RunProgress } from './run-progress.tsx';

/** One integration in the list; the whole card leads to it. */
export function IntegrationCard({ integration }: { readonly integration: IntegrationView }) {
  const { id, name, type, syncFrequency, dataTypes, stats, currentJob, lastSyncAt } = integration;
  const word = standingWord[standingOf(integration)];
  const rate = `${stats.successRate.toLocaleString('en-GB')} % of the latest changes went through`;
  const waiting = listWords([
    ...(stats.pendingConflicts > 0 ? [`${stats.pendingConflicts} to decide`] : []),
    ...(stats.lastErrorCount > 0 ? [`${stats.lastErrorCount} failed`] : []),
  ]);
  const kinds = capital(listWords(dataTypes.map((kind) => dataWord[kind])));
  return (
    <li className="card integration">
      <div className="row start">
        <Ring value={stats.successRate} tone={word.tone} label={rate} />
        <div className="grow">
          <h2 className="name">
            <Link to="/integrations/$id" params={{ id }}>
              {name}
            </Link>
          </h2>
          <p className="soft small">
            {systemName(type)} · {rhythmWord[syncFrequency]}
          </p>
          <Tag word={word} />
        </div>
      </div>
      {currentJob !== undefined && <RunProgress job={currentJob} />}
      <div className="row between small soft foot">
        {lastSyncAt === undefined ? <span>Not synced yet</span> : <Moment at={lastSyncAt} label="Synced" />}
        {waiting.length > 0 ? <strong>{waiting}</strong> : <span>{kinds}</span>}
      </div>
    </li>
  );
}
