import { FaultError } from '../../domain/fault.ts';
import type { LoneRecord, PairPlace } from '../../domain/left-alone.ts';
import type { IntegrationMapping, LeftAlone } from '../../domain/mapping.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { Listing, PageRequest, PairStore } from '../ports.ts';

/** One line of the list: a pair, or a record without one that is left alone. */
export type Listed = { readonly pair: IntegrationMapping } | { readonly alone: LoneRecord };

interface Search {
  readonly resourceType?: ResourceType;
  readonly place?: PairPlace;
}

const words: Partial<Record<PairPlace, LeftAlone['how']>> = { UNLINKED: 'unlinked', EXCLUDED: 'excluded' };

/** A cursor says in which of the two lists it stands. */
const marks = { pairs: 'p.', alone: 'a.' } as const;

/** One page of an integration's pairs and, behind them, of its records that are left alone by themselves. */
export async function listPairs(
  pairs: Pick<PairStore, 'list' | 'listAlone'>,
  integrationId: string,
  { resourceType, place }: Search,
  { limit, cursor }: PageRequest,
): Promise<Listing<Listed>> {
  const how = place === undefined ? undefined : words[place];
  const kind = resourceType === undefined ? {} : { resourceType };
  const alone = async (page: PageRequest): Promise<Listing<Listed>> => {
    if (place !== undefined && how === undefined) return { items: [] };
    const found = await pairs.listAlone(
      integrationId,
      { ...kind, ...(how === undefined ? {} : { how }) },
      page,
    );
    return marked('alone', found, (item) => ({ alone: item }));
  };
  if (cursor?.startsWith(marks.alone)) return alone(request(limit, cursor.slice(marks.alone.length)));
  if (cursor !== undefined && !cursor.startsWith(marks.pairs)) throw foreign();
  const filter = { ...kind, ...(place === undefined ? {} : { place }) };
  const page = request(limit, cursor?.slice(marks.pairs.length) ?? '');
  const listed = await pairs.list(integrationId, filter, page);
  const found = marked('pairs', listed, (item): Listed => ({ pair: item }));
  if (found.cursor !== undefined) return found;
  const left = limit - found.items.length;
  const rest = await alone({ limit: Math.max(left, 1) });
  if (left > 0) return { ...rest, items: [...found.items, ...rest.items] };
  return rest.items.length === 0 ? found : { ...found, cursor: marks.alone };
}

const request = (limit: number, cursor: string): PageRequest =>
  cursor === '' ? { limit } : { limit, cursor };

const marked = <Item>(
  list: keyof typeof marks,
  { items, cursor }: Listing<Item>,
  view: (item: Item) => Listed,
): Listing<Listed> => ({
  items: items.map(view),
  ...(cursor === undefined ? {} : { cursor: `${marks[list]}${cursor}` }),
});

const foreign = () =>
  new FaultError({
    kind: 'rejected',
    message: 'The cursor is not one that this list handed out.',
    pointer: '/query/cursor',
  });
