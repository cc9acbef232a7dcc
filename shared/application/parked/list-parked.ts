import { FaultError } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import { mapConcurrently } from '../concurrency.ts';
import type {
  IntegrationStore,
  Listing,
  PageRequest,
  ParkedItem,
  ParkedPlace,
  ParkedStore,
} from '../ports.ts';

export interface ParkedReaders {
  readonly parked: Pick<ParkedStore, 'places' | 'getMany'>;
  readonly integrations: Pick<IntegrationStore, 'list'>;
}

export interface ParkedSearch {
  readonly integrationId?: string;
  readonly causeKey?: string;
  /** Only what waits for its integration, or only what failed. */
  readonly waits?: boolean;
}

const chunk = 200;
/** Rounds one page may cost; a rare cause ends it early with a cursor to go on from. */
const roundsPerPage = 15;

/** Items of one integration or of all, newest first. */
export async function listParked(
  readers: ParkedReaders,
  search: ParkedSearch,
  page: PageRequest,
): Promise<Listing<ParkedItem>> {
  const found = await listPlaces(readers, search, page);
  const items = await readers.parked.getMany(found.items.map(({ id }) => id));
  const byId = new Map(items.map((item) => [item.id, item]));
  return { ...found, items: found.items.flatMap(({ id }) => byId.get(id) ?? []) };
}

/** As `listParked`, but only where they lie: what bulk acts and counts need. */
export async function listPlaces(
  { parked, integrations }: ParkedReaders,
  search: ParkedSearch,
  page: PageRequest,
): Promise<Listing<ParkedPlace>> {
  const ids = await wantedIds(integrations, search);
  const found: ParkedPlace[] = [];
  let before = readCursor(page.cursor);
  for (let round = 0; round < roundsPerPage; round++) {
    const from = before;
    const heads = await mapConcurrently(ids, 10, (id) => parked.places(id, from, chunk));
    const newest = heads.flat().sort(newestFirst).slice(0, chunk);
    const fitting = newest.filter((place) => fits(place, search));
    const wanted = page.limit - found.length;
    found.push(...fitting.slice(0, wanted));
    if (fitting.length > wanted || (fitting.length === wanted && newest.length === chunk))
      return { items: found, cursor: cursorAfter(found) };
    if (newest.length < chunk) return { items: found };
    before = newest.at(-1)?.place;
  }
  return { items: found, ...(before === undefined ? {} : { cursor: encodeURIComponent(before) }) };
}

async function wantedIds(
  integrations: Pick<IntegrationStore, 'list'>,
  { integrationId }: ParkedSearch,
): Promise<readonly string[]> {
  const all: readonly Pick<Integration, 'id'>[] =
    integrationId === undefined ? await integrations.list({}) : [{ id: integrationId }];
  return all.map(({ id }) => id);
}

const fits = (place: ParkedPlace, { causeKey, waits }: ParkedSearch): boolean =>
  (causeKey === undefined || place.causeKey === causeKey) && (waits === undefined || place.waits === waits);

const newestFirst = (a: ParkedPlace, b: ParkedPlace): number =>
  a.place < b.place ? 1 : a.place > b.place ? -1 : 0;

const cursorAfter = (found: readonly ParkedPlace[]): string => encodeURIComponent(found.at(-1)?.place ?? '');

const placeShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#\S{1,400}$/;

function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const place = decoded(cursor);
  if (placeShape.test(place)) return place;
  throw new FaultError({
    kind: 'rejected',
    message: 'The cursor is not one that this list handed out.',
    pointer: '/query/cursor',
  });
}

/** Empty for a text that is no percent-encoded UTF-8. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
