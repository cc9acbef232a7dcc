import { type Column, DataTable } from '../../../components/data-table.tsx';
import { showValue } from '../../../lib/show-value.ts';
import { listWords } from '../../../lib/words.ts';
import type { Place, Tried } from '../requests/field-mappings.ts';

type TriedRule = Tried['rules'][number];
const isEmpty = (value: TriedRule['theirs']): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
const raw = (value: TriedRule['theirs']): string =>
  isEmpty(value) ? 'empty' : typeof value === 'string' ? value : JSON.stringify(value);

/** What the rules would make of one record: before and after, and what would keep it out. */
export function TryResult({
  place,
  tried,
  other,
}: {
  readonly place: Place;
  readonly tried: Tried;
  readonly other: string;
}) {
  const show = (field: string, value: TriedRule['after']) => showValue(place.resourceType, field, value);
  const columns: readonly Column<TriedRule>[] = [
    { title: 'Field', isName: true, of: ({ label }) => label },
    { title: `In ${other}`, of: ({ theirs }) => raw(theirs) },
    {
      title: 'BritePool now',
      of: ({ field, before }) => (tried.recordId === null ? '–' : show(field, before)),
    },
    {
      title: 'BritePool then',
      of: ({ field, before, after, held }) => (
        <>
          {JSON.stringify(before) === JSON.stringify(after) && tried.recordId !== null ? (
            <span className="soft">stays</span>
          ) : (
            <strong>{show(field, after)}</strong>
          )}
          {held !== undefined && <span className="error">Waits: {held}</span>}
        </>
      ),
    },
  ];
  return (
    <div className="stack tight">
      <p>
        Record {tried.externalId} of {other}
        {tried.recordId === null
          ? ', which BritePool does not have yet.'
          : `, in BritePool ${tried.recordId}.`}
      </p>
      {tried.missing.length > 0 && (
        <p className="error">It would not be taken: {listWords(tried.missing)} is empty over there.</p>
      )}
      {tried.skip !== undefined && <p className="error">It would be left alone: {tried.skip}</p>}
      <DataTable
        label="Before and after"
        columns={columns}
        items={tried.rules}
        keyOf={({ field }) => field}
      />
    </div>
  );
}
