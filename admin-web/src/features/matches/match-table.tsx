import { Button } from '../../components/button.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { Tag } from '../../components/tag.tsx';
import { recordWord } from '../../lib/glossary.ts';
import { capital } from '../../lib/words.ts';
import { keyOf, nameOf, numbersOf, type Row, stateOf, typeOf } from './rows.ts';

export interface MatchTableProps {
  readonly rows: readonly Row[];
  readonly other: string;
  readonly onOpen: (row: Row) => void;
}

/** Matches, one a line. */
export function MatchTable({ rows, other, onOpen }: MatchTableProps) {
  const columns: readonly Column<Row>[] = [
    {
      title: 'Record',
      isName: true,
      of: (row) => (
        <>
          {nameOf(row)}
          <span className="help">{capital(recordWord[typeOf(row)])}</span>
        </>
      ),
    },
    { title: 'State', of: (row) => <Tag word={stateOf(row).word} /> },
    { title: 'Numbers', of: (row) => <Numbers {...numbersOf(row)} other={other} /> },
    {
      title: 'Last synced',
      of: (row) =>
        row.kind === 'pair' ? (
          <Moment at={row.pair.lastSyncedAt} label="" />
        ) : (
          <span className="soft">–</span>
        ),
    },
    {
      title: 'What can be done',
      isQuiet: true,
      of: (row) => (
        <Button look="plain" aria-label={`Open ${nameOf(row)}`} onPress={() => onOpen(row)}>
          Open
        </Button>
      ),
    },
  ];
  return (
    <div className="card">
      <DataTable label="Matches" columns={columns} items={rows} keyOf={keyOf} />
    </div>
  );
}

const Numbers = ({
  ours,
  theirs,
  other,
}: {
  readonly ours?: string;
  readonly theirs?: string;
  readonly other: string;
}) => (
  <span className="small soft numbers">
    <span>BritePool: {ours ?? 'none'}</span>
    <span>
      {other}: {theirs ?? 'none'}
    </span>
  </span>
);
