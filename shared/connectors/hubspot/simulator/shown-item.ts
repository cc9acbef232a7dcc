import type { HubSpotState, Item } from './state.ts';

const modifiedOf = (type: Item['type']) => (type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate');

/** The record with those of the properties asked for that the account knows; unknown names are passed over. */
export function shownItem(state: HubSpotState, item: Item, names: readonly string[]) {
  const own = {
    ...{ hs_object_id: item.id, [modifiedOf(item.type)]: item.updatedAt },
    [item.type === 'contacts' || item.type === 'companies' ? 'createdate' : 'hs_createdate']: item.createdAt,
  };
  const asked = names
    .filter((name) => state.definition(item.type, name) !== undefined)
    .map((name) => [name, item.properties[name] ?? null]);
  return {
    ...{ id: item.id, properties: { ...Object.fromEntries(asked), ...own } },
    ...{ createdAt: item.createdAt, updatedAt: item.updatedAt, archived: item.archivedAt !== null },
    ...(item.archivedAt === null ? {} : { archivedAt: item.archivedAt }),
  };
}
