import { DataTable } from '../../../components/data-table.tsx';
import { Moment } from '../../../components/moment.tsx';
import { Tag } from '../../../components/tag.tsx';
import { dataWord, type Word } from '../../../lib/glossary.ts';
import { capital } from '../../../lib/words.ts';
import type { HealthView } from '../requests/health.ts';

type Kind = HealthView['freshness'][number];

function wordOf({ readAt, late, trouble }: Kind): Word {
  if (trouble !== undefined) return { text: 'Cannot be read', tone: 'bad' };
  if (late) return { text: 'Late', tone: 'warn' };
  return readAt === null ? { text: 'Not read yet', tone: 'calm' } : { text: 'Fresh', tone: 'good' };
}

/** How up to date each kind of data is, and when it is looked through next. */
export const Freshness = ({
  freshness,
  nextSyncAt,
}: {
  readonly freshness: HealthView['freshness'];
  readonly nextSyncAt: string | null;
}) => (
  <section className="card stack" aria-labelledby="freshness">
    <h2 id="freshness">How fresh the data is</h2>
    {freshness.length === 0 ? (
      <p className="soft">No kind of data is synced.</p>
    ) : (
      <DataTable
        label="How fresh the data is"
        items={freshness}
        keyOf={({ dataType }) => dataType}
        columns={[
          { title: 'Kind', of: ({ dataType }) => capital(dataWord[dataType]), isName: true },
          { title: 'State', of: (kind) => <Tag word={wordOf(kind)} /> },
          {
            title: 'Looked through',
            of: ({ readAt, trouble }) => (
              <>
                {readAt === null ? 'Not yet' : <Moment at={readAt} label="" />}
                {trouble !== undefined && <p className="small bad-text">{trouble}</p>}
              </>
            ),
          },
          {
            title: 'Next',
            of: () => (nextSyncAt === null ? 'Not planned' : <Moment at={nextSyncAt} label="" isAhead />),
          },
        ]}
      />
    )}
  </section>
);
