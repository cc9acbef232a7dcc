import { createHash } from 'node:crypto';
import type { HttpAnswer } from './problem.ts';

/**
 * The answer with a tag of its content, or 304 without it for whoever has it already. Weak: two answers with one tag say
 * the same. The browser may keep it, and asks each time. https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3
 */
export function unlessKnown(answer: HttpAnswer, ifNoneMatch: string | undefined): HttpAnswer {
  const etag = `W/"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 27)}"`;
  const headers = { ...answer.headers, etag, 'cache-control': 'private, no-cache' };
  return names(ifNoneMatch, etag) ? { statusCode: 304, headers, body: '' } : { ...answer, headers };
}

/** A weak comparison: `*`, or a list that holds the tag, marked weak or not. */
const names = (header: string | undefined, etag: string): boolean =>
  (header ?? '')
    .split(',')
    .map((each) => each.trim().replace(/^W\//, ''))
    .some((each) => each === '*' || each === etag.slice(2));
