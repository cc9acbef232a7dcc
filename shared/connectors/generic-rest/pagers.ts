import { drifted, nextAddress } from '../../connector-kit/faults.ts';
import type { HttpResponse } from '../../connector-kit/http.ts';
import { nextLink } from '../../connector-kit/link-header.ts';
import { readPath } from '../../domain/paths.ts';
import type { FieldValue } from '../../domain/values.ts';
import type { Pager } from './schema.ts';

type Query = { readonly [name: string]: string | number | undefined };

/** How the page at `cursor` is asked for: a full link, or query values. */
export function pageRequest(
  pager: Pager,
  cursor: string | null,
): { readonly link?: string; readonly query: Query } {
  switch (pager.style) {
    case 'none':
      return { query: {} };
    case 'link-header':
    case 'next-url':
      return cursor === null ? { query: firstSize(pager) } : { link: cursor, query: {} };
    case 'page-number':
      return { query: { [pager.pageParam]: cursor ?? pager.first, ...named(pager.sizeParam, pager.size) } };
    case 'offset':
      return { query: { [pager.offsetParam]: cursor ?? 0, [pager.limitParam]: pager.size } };
    case 'cursor':
      return {
        query: { ...named(pager.cursorParam, cursor ?? undefined), ...named(pager.sizeParam, pager.size) },
      };
  }
}

const named = (name: string | undefined, value: string | number | undefined): Query =>
  name === undefined || value === undefined ? {} : { [name]: value };
const firstSize = (pager: Pager): Query =>
  pager.style === 'link-header' ? named(pager.sizeParam, pager.size) : {};

/** A short page is the last one only where we chose its size; otherwise it may be the system's own size. */
const isLast = (pager: Extract<Pager, { style: 'page-number' }>, count: number): boolean =>
  pager.sizeParam === undefined ? count === 0 : count < pager.size;

/** Cursor of the page after this one; `null` at the end. A page that names itself as its next one is `drifted`. */
export function nextCursor(
  pager: Pager,
  cursor: string | null,
  page: { readonly json: FieldValue; readonly count: number; readonly response: HttpResponse },
): string | null {
  const next = following(pager, cursor, page);
  if (next !== null && next === cursor) throw drifted('The list', '', 'a page names itself as the next one');
  return next;
}

function following(
  pager: Pager,
  cursor: string | null,
  {
    json,
    count,
    response,
  }: { readonly json: FieldValue; readonly count: number; readonly response: HttpResponse },
): string | null {
  switch (pager.style) {
    case 'none':
      return null;
    case 'link-header':
      return nextLink(response.headers.link, response.url);
    case 'next-url': {
      const next = readPath(json, pager.nextPointer);
      return typeof next === 'string' && next !== '' ? nextAddress(next, response.url) : null;
    }
    case 'page-number':
      return isLast(pager, count) ? null : String(Number(cursor ?? pager.first) + 1);
    case 'offset':
      return count < pager.size ? null : String(Number(cursor ?? 0) + count);
    case 'cursor': {
      const next = readPath(json, pager.nextPointer);
      return next === undefined || next === null || next === '' ? null : String(next);
    }
  }
}
