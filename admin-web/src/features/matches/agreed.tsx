import type { MappingView } from '../../../../shared/contract/mappings.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { agreedBy } from '../../lib/pair-words.ts';
import { fieldLabel, showValue } from '../../lib/show-value.ts';

/** Field by field what both sides last agreed on, since when, and whose value it was. */
export function Agreed({ pair, other }: { readonly pair: MappingView; readonly other: string }) {
  const { resourceType, base } = pair;
  const fields = Object.entries(base).map(([field, agreed]) => ({ field, ...agreed }));
  type Agreed = (typeof fields)[number];
  if (fields.length === 0)
    return <p className="soft">The two were not compared yet. That happens with the next look at them.</p>;
  const columns: readonly Column<Agreed>[] = [
    { title: 'Field', isName: true, of: ({ field }) => fieldLabel(resourceType, field) },
    {
      title: 'Agreed on',
      of: ({ field, value, external }) => (
        <>
          {showValue(resourceType, field, value)}
          {external !== undefined && (
            <span className="help">
              {other} has {showValue(resourceType, field, external)}: it was decided that the two differ.
            </span>
          )}
        </>
      ),
    },
    { title: 'Since', of: ({ at }) => <Moment at={at} label="" /> },
    { title: 'Whose value', of: ({ by }) => agreedBy(by, other) },
  ];
  return (
    <section aria-labelledby="agreed">
      <h3 id="agreed">What both last agreed on</h3>
      <DataTable
        label="What both last agreed on"
        columns={columns}
        items={fields}
        keyOf={({ field }) => field}
      />
    </section>
  );
}
