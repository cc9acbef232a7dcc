import type { ReviewStore } from './ports.ts';

/** Our records that may be the counterpart of an external one, as soon as a person says so: none is created twice. */
export async function recordsInReview(
  deps: { readonly reviews: Pick<ReviewStore, 'list'> },
  integrationId: string,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await deps.reviews.list(
      integrationId,
      { status: 'PENDING' },
      { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
    );
    for (const { candidates } of page.items) for (const id of candidates) ids.add(id);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}
