import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { addSeconds } from '../../domain/dates.ts';
import type { ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import * as at from './addresses.ts';
import { rowsOf } from './batches.ts';
import type { Kind } from './kinds.ts';
import { linkedIds } from './links.ts';
import { asked, linkedTypes, readQuery, toRecord, withLinks } from './records.ts';
import { found, object, page, type Settings } from './schema.ts';

export const pageSize = 100;
/** The search knows a change "a few moments" late. https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm */
const lagSeconds = 300;

/** All records in the order of their ids; or those changed since a time, and after them the ids of deleted ones. */
export function listRecords(
  call: Call<Settings>,
  kind: Kind,
  { since, cursor }: ReadWindow,
): Promise<ExternalPage> {
  if (since === null) return listAll(call, kind, cursor);
  const from = addSeconds(since, -lagSeconds);
  const [phase, place = ''] = (cursor ?? 'changed:0').split(':');
  return phase === 'changed' ? listChanged(call, kind, from, place) : listDeleted(call, kind, from, place);
}

async function listAll(call: Call<Settings>, kind: Kind, after: string | null): Promise<ExternalPage> {
  const query = { ...readQuery(call, kind), limit: pageSize, after: after ?? undefined };
  const response = await call.send({ method: 'GET', path: at.objectsOf(kind.type), query });
  const { results, paging } = parseResponse(response, page, `The list of ${kind.type}`);
  const records: ExternalRecord[] = [];
  for (const item of results) records.push(await withLinks(call, kind, item));
  return { records, deletedIds: [], next: paging?.next?.after ?? null };
}

/**
 * Paged by id and not by place: a record that changes meanwhile keeps its id, and the search ends at 10,000 places.
 * The search only says which records; it may still have their old values, so they are read by id.
 */
async function listChanged(
  call: Call<Settings>,
  kind: Kind,
  from: string,
  afterId: string,
): Promise<ExternalPage> {
  const response = await call.send({
    method: 'POST',
    path: `${at.objectsOf(kind.type)}/search`,
    body: {
      filterGroups: [
        {
          filters: [
            { propertyName: kind.modified, operator: 'GTE', value: String(Date.parse(from)) },
            { propertyName: 'hs_object_id', operator: 'GT', value: afterId },
          ],
        },
      ],
      sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
      properties: ['hs_object_id'],
      ...{ limit: pageSize, after: '0' },
    },
  });
  const { results, paging } = parseResponse(response, found, `The changed ${kind.type}`);
  const records = await readByIds(
    call,
    kind,
    results.map(({ id }) => id),
  );
  const last = paging?.next === undefined ? undefined : results.at(-1)?.id;
  return { records, deletedIds: [], next: last === undefined ? 'deleted:' : `changed:${last}` };
}

async function readByIds(
  call: Call<Settings>,
  kind: Kind,
  ids: readonly string[],
): Promise<readonly ExternalRecord[]> {
  if (ids.length === 0) return [];
  const response = await call.send({
    method: 'POST',
    path: `${at.objectsOf(kind.type)}/batch/read`,
    body: {
      inputs: ids.map((id) => ({ id })),
      properties: asked(call, kind),
      propertiesWithHistory: [],
    },
  });
  const items = rowsOf(response, object, `The changed ${kind.type}`);
  const linked = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const to of linkedTypes(kind)) linked.set(to, await linkedIds(call, kind.type, to, ids));
  return items.map((item) => {
    const links = [...linked].map(([to, byId]) => [to, byId.get(item.id) ?? []] as const);
    return toRecord(call, kind, item, Object.fromEntries(links));
  });
}

/** HubSpot lists what was deleted, in no order of time. */
async function listDeleted(
  call: Call<Settings>,
  kind: Kind,
  from: string,
  after: string,
): Promise<ExternalPage> {
  const response = await call.send({
    method: 'GET',
    path: at.objectsOf(kind.type),
    query: { archived: true, limit: pageSize, after: after === '' ? undefined : after },
  });
  const { results, paging } = parseResponse(response, page, `The deleted ${kind.type}`);
  const late = results.filter(({ archivedAt, updatedAt }) => (archivedAt ?? updatedAt) >= from);
  const next = paging?.next === undefined ? null : `deleted:${paging.next.after}`;
  return { records: [], deletedIds: late.map(({ id }) => id), next };
}
