import { sameValue } from './given.ts';
import type { HubSpotState, Item } from './state.ts';

/** By its id, or by the value of a property that is unique; archived ones only where they are asked for. */
export function findItem(
  state: HubSpotState,
  type: Item['type'],
  id: string,
  idProperty: string | null,
  archived: boolean,
): Item | undefined {
  if (idProperty !== null)
    return state.all(type, archived).find((item) => sameValue(item.properties[idProperty] ?? '', id));
  const item = state.items.get(id);
  // A merged record is answered as the one that remains.
  const actual = item?.mergedInto == null ? item : state.items.get(item.mergedInto);
  return actual?.type === type && (actual.archivedAt !== null) === archived ? actual : undefined;
}
