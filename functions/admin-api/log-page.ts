import type { LogListing, PageRequest, RecordStore } from '../../shared/application/ports.ts';
import { type PageQuery, paged } from '../runtime/http/paging.ts';
import { titled } from './titles.ts';

const instantLength = '2026-03-01T10:00:00.000Z'.length;

/** A page of the log with the titles of its records; one that ends early says since when everything was looked at. */
export async function logPage(
  { records }: { readonly records: Pick<RecordStore, 'getMany'> },
  query: PageQuery,
  list: (page: PageRequest) => Promise<LogListing>,
) {
  let lookedTo: string | undefined;
  const page = await paged(
    query,
    async (request) => {
      const listing = await list(request);
      lookedTo = listing.lookedTo?.slice(0, instantLength);
      return listing;
    },
    (log) => log,
  );
  return {
    logs: await titled(records, page.items),
    pagination: page.pagination,
    ...(lookedTo === undefined ? {} : { lookedTo }),
  };
}
