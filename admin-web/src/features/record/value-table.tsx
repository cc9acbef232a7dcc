import { type Column, DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { fieldLabel, showValue } from '../../lib/show-value.ts';
import type { FieldRow, Side, Told } from './field-rows.ts';
import type { Kind, Value } from './requests/story.ts';
import { WhyCell } from './why-cell.tsx';

export interface ValueTableProps {
  readonly kind: Kind;
  readonly sides: readonly Side[];
  readonly rows: readonly FieldRow[];
  readonly isDeleted: boolean;
}

/** Field by field: ours, what each other system has, and why it is what it is. */
export function ValueTable({ kind, sides, rows, isDeleted }: ValueTableProps) {
  const show = (field: string, value: Value) => showValue(kind, field, value);
  const columns: readonly Column<FieldRow>[] = [
    { title: 'Field', isName: true, of: ({ field }) => fieldLabel(kind, field) },
    {
      title: 'In BritePool',
      of: ({ field, ours }) =>
        isDeleted ? <span className="soft">deleted</span> : show(field, ours ?? null),
    },
    ...sides.map(
      ({ place }, at): Column<FieldRow> => ({
        title: `In ${place.integrationName}`,
        of: ({ field, theirs }) => <Theirs told={theirs[at]} show={(value) => show(field, value)} />,
      }),
    ),
    {
      title: 'Why',
      of: ({ field, why }) => <WhyCell why={why} field={field} label={fieldLabel(kind, field)} />,
    },
  ];
  if (rows.length === 0) return <p className="card empty soft">None of its fields has a value.</p>;
  return (
    <div className="card">
      <DataTable
        label="Its values, side by side"
        columns={columns}
        items={rows}
        keyOf={({ field }) => field}
      />
    </div>
  );
}

function Theirs({
  told,
  show,
}: {
  readonly told: Told | undefined;
  readonly show: (value: Value) => string;
}) {
  if (told === undefined) return <span className="soft">not synced</span>;
  return (
    <>
      {show(told.value)}
      <span className="help">
        {told.how === 'seen' || told.at === undefined ? (
          'there now'
        ) : (
          <Moment at={told.at} label="last agreed" />
        )}
      </span>
    </>
  );
}
