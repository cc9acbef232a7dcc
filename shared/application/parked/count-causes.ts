import type { Instant } from '../../domain/values.ts';
import type { ParkedItem, ParkedPlace } from '../ports.ts';
import { listPlaces, type ParkedReaders } from './list-parked.ts';

/** Items with one cause, with the newest of them as an example. */
export interface Cause {
  readonly causeKey: string;
  readonly waits: boolean;
  readonly count: number;
  /** When the oldest of them failed first. */
  readonly firstAt: Instant;
  /** Integrations in which it happens. */
  readonly integrationIds: readonly string[];
  readonly newest: ParkedItem;
}

/** Beyond so many items the counts are lower bounds. */
const countedAtMost = 5000;

/** What waits and failed by cause, the most frequent first. `complete`: everything was counted. */
export async function countCauses(
  readers: ParkedReaders,
  search: { readonly integrationId?: string },
): Promise<{ readonly causes: readonly Cause[]; readonly complete: boolean }> {
  const places: ParkedPlace[] = [];
  let cursor: string | undefined;
  do {
    const page = { limit: 1000, ...(cursor === undefined ? {} : { cursor }) };
    const found = await listPlaces(readers, search, page);
    places.push(...found.items);
    cursor = found.cursor;
  } while (cursor !== undefined && places.length < countedAtMost);
  const groups = Map.groupBy(places, ({ causeKey, waits }) => `${waits} ${causeKey}`);
  const examples = await readers.parked.getMany([...groups.values()].flatMap(([newest]) => newest?.id ?? []));
  const byId = new Map(examples.map((item) => [item.id, item]));
  const causes = [...groups.values()].flatMap((group): Cause[] => {
    const [first] = group;
    const newest = byId.get(first?.id ?? '');
    if (first === undefined || newest === undefined) return [];
    const [firstAt = newest.parkedAt] = (group.at(-1) ?? first).place.split('#');
    const integrationIds = [...new Set(group.map(({ integrationId }) => integrationId))];
    return [
      {
        ...{ causeKey: first.causeKey, waits: first.waits, count: group.length },
        ...{ firstAt, integrationIds, newest },
      },
    ];
  });
  return { causes: causes.sort((a, b) => b.count - a.count), complete: cursor === undefined };
}
