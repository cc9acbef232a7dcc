import * as z from 'zod';
import type { Send } from '../../connector-kit/connector.ts';
import { drifted } from '../../connector-kit/faults.ts';
import { parseResponse } from '../../connector-kit/parse.ts';

/** The largest page seen to be accepted; the documentation names none. */
export const pageSize = 200;

interface Ask<Shape> {
  readonly path: string;
  readonly query?: { readonly [name: string]: string | boolean };
  readonly shape: z.ZodType<Shape>;
  readonly what: string;
  readonly size?: number;
}

/** Page `page` (the first is 1) of a list; whether it is the last is said by a header and nowhere else. */
export async function readPage<Shape>(send: Send, ask: Ask<Shape>, page: number) {
  const { path, query, shape, what, size = pageSize } = ask;
  const response = await send({ method: 'GET', path, query: { ...query, page, 'page-size': size } });
  const items = parseResponse(response, z.array(shape), what);
  const last = response.headers['last-page'];
  if (last !== 'true' && last !== 'false')
    throw drifted(what, '/headers/last-page', 'it does not say whether it is the last page');
  return { items, isLast: last === 'true' };
}

/** More pages than any list has that is walked through as a whole. */
const mostPages = 500;

/** Walks through a whole list and answers the first item that is wanted. `none` after its last page only. */
export async function findInList<Shape>(
  send: Send,
  ask: Ask<Shape>,
  wanted: (item: Shape) => boolean,
): Promise<Shape | 'none'> {
  for (let page = 1; page <= mostPages; page++) {
    const { items, isLast } = await readPage(send, ask, page);
    const found = items.find(wanted);
    if (found !== undefined) return found;
    if (isLast) return 'none';
  }
  throw drifted(ask.what, '', `it does not end after ${mostPages} pages`);
}
