import type { Call } from '../../connector-kit/connector.ts';
import type { FieldValue } from '../../domain/values.ts';
import * as at from './addresses.ts';
import { rowsOf } from './batches.ts';
import { type HubSpotObject, link, type Settings } from './schema.ts';

/** Each id once (an association with labels is listed once per label), the smallest first: HubSpot promises no order. */
const ordered = (ids: readonly string[]): readonly string[] =>
  [...new Set(ids)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));

/** Ids of the records associated with each of these, at most a hundred. */
export async function linkedIds(
  call: Call<Settings>,
  from: at.ObjectType,
  to: at.ObjectType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  let inputs: readonly { readonly id: string; readonly after?: string }[] = ids.map((id) => ({ id }));
  while (inputs.length > 0) {
    const response = await call.send({ method: 'POST', path: at.linksOf(from, to), body: { inputs } });
    const rows = rowsOf(response, link, 'The associations');
    for (const row of rows)
      found.set(row.from.id, [
        ...(found.get(row.from.id) ?? []),
        ...row.to.map(({ toObjectId }) => toObjectId),
      ]);
    inputs = rows.flatMap(({ from: { id }, paging }) =>
      paging?.next === undefined ? [] : [{ id, after: paging.next.after }],
    );
  }
  return new Map([...found].map(([id, linked]) => [id, ordered(linked)]));
}

/** Ids that stand with the record, after a look at the rest where they did not fit into the answer. */
export async function linksIn(
  call: Call<Settings>,
  from: at.ObjectType,
  { id, associations }: HubSpotObject,
  to: at.ObjectType,
): Promise<readonly string[]> {
  const part = associations?.[to];
  if (part?.paging?.next === undefined) return ordered((part?.results ?? []).map((other) => other.id));
  return (await linkedIds(call, from, to, [id])).get(id) ?? [];
}

/** Associates the record with another one instead of the present one; further associations stay. */
export async function relink(
  call: Call<Settings>,
  record: { readonly type: at.ObjectType; readonly id: string },
  to: at.ObjectType,
  change: { readonly before: FieldValue; readonly after: FieldValue },
): Promise<void> {
  const { before, after } = change;
  if (before === after) return;
  if (typeof after === 'string')
    await call.send({ method: 'PUT', path: at.plainLinkOf(record.type, record.id, to, after) });
  if (typeof before === 'string')
    await call.send({ method: 'DELETE', path: at.linkOf(record.type, record.id, to, before) });
}
