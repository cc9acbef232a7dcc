import { elapsed } from '../../domain/dates.ts';
import type { Clock, Listing, PageRequest } from '../ports.ts';

/** A Lambda answers at most 6 MB of JSON, in which each quote of a cell takes two bytes more; API Gateway waits 29 s. */
const most = { rows: 5000, bytes: 2_500_000, ms: 8000 };
const readAtOnce = 200;

export interface ExportPart {
  readonly lines: readonly string[];
  /** Given while there is more. */
  readonly cursor?: string;
}

/**
 * Lines of the next items of a list: as many as fit into one answer, in rows, bytes and time. `list` may hand out pages
 * with few items or none; a part of a rare filter may be empty too and still go on.
 */
export async function exportPart<Item>(
  { clock }: { readonly clock: Clock },
  list: (page: PageRequest) => Promise<Listing<Item>>,
  line: (item: Item) => string,
  from: string | undefined,
): Promise<ExportPart> {
  const began = clock.now();
  const lines: string[] = [];
  let bytes = 0;
  let cursor = from;
  do {
    const limit = Math.min(readAtOnce, most.rows - lines.length);
    const page = await list(cursor === undefined ? { limit } : { limit, cursor });
    for (const item of page.items) {
      const made = line(item);
      lines.push(made);
      bytes += sizeAsSent(made);
    }
    cursor = page.cursor;
  } while (
    cursor !== undefined &&
    lines.length < most.rows &&
    bytes < most.bytes &&
    elapsed(began, clock.now()) < most.ms
  );
  return cursor === undefined ? { lines } : { lines, cursor };
}

const encoder = new TextEncoder();
const sizeAsSent = (line: string): number => encoder.encode(JSON.stringify(line)).length;
