import { Link } from '@tanstack/react-router';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { rhythmWord } from '../../lib/glossary.ts';
import { listWords } from '../../lib/words.ts';

/** When each integration is due next, the soonest first; which are not due at all. */
export function UpcomingRuns({ integrations }: { readonly integrations: readonly IntegrationView[] }) {
  const due = integrations
    .flatMap((integration) =>
      integration.nextSyncAt === null ? [] : [{ ...integration, nextSyncAt: integration.nextSyncAt }],
    )
    .sort((a, b) => (a.nextSyncAt < b.nextSyncAt ? -1 : 1));
  const resting = integrations.filter(({ nextSyncAt }) => nextSyncAt === null).map(({ name }) => name);
  return (
    <div className="card stack">
      {due.length > 0 && (
        <DataTable
          label="Coming next"
          items={due}
          keyOf={({ id }) => id}
          columns={[
            {
              title: 'Integration',
              of: ({ id, name }) => (
                <Link to="/integrations/$id" params={{ id }}>
                  {name}
                </Link>
              ),
              isName: true,
            },
            { title: 'How often', of: ({ syncFrequency }) => rhythmWord[syncFrequency] },
            { title: 'Next', of: ({ nextSyncAt }) => <Moment at={nextSyncAt} label="" isAhead /> },
          ]}
        />
      )}
      {resting.length > 0 && (
        <p className="small soft">
          Not planned, because it rests or is only run by hand: {listWords(resting)}.
        </p>
      )}
      {integrations.length === 0 && <p className="soft">Nothing is connected yet, so nothing is planned.</p>}
    </div>
  );
}
