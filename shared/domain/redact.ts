import { shrink } from './redact-shrink.ts';
import { maskText, sensitiveName } from './redact-text.ts';
import type { FieldValue } from './values.ts';

/** One request and its answer as an admin may see it: without headers, secrets and personal values. */
export interface Exchange {
  readonly method: string;
  /** Path and query, in plain text. */
  readonly path: string;
  /** Absent where nothing answered. */
  readonly status?: number;
  /** Bodies as text: JSON stays JSON; at most 4 kB. */
  readonly requestBody?: string;
  readonly responseBody?: string;
}

/** An exchange as it went over the wire. */
export interface RawExchange extends Omit<Exchange, 'path'> {
  readonly url: string;
}

export interface Hidden {
  /** Everything that signs us in, in any form in which it goes over the wire. */
  readonly secrets: readonly string[];
  /** Names of members whose values are about people. */
  readonly personal: readonly string[];
}

const mostBytes = 4096;
/** Beyond this a body is no longer read as JSON. */
const longestRead = 262_144;
const deepest = 40;

/** What may be kept of an exchange. Secrets go first, so that no cut leaves a part of one. */
export function redact(raw: RawExchange, hidden: Hidden): Exchange {
  const { method, status, requestBody, responseBody } = raw;
  return {
    ...{ method, path: pathOf(raw.url, hidden) },
    ...(status === undefined ? {} : { status }),
    ...(requestBody === undefined ? {} : { requestBody: bodyOf(requestBody, hidden) }),
    ...(responseBody === undefined ? {} : { responseBody: bodyOf(responseBody, hidden) }),
  };
}

function pathOf(address: string, hidden: Hidden): string {
  const url = URL.parse(address);
  if (url === null) return '';
  const query = [...url.searchParams].map(
    ([name, value]) => `${name}=${isHidden(name, hidden) ? '•••' : value}`,
  );
  return cut(maskText([decoded(url.pathname), ...query.slice(0, 1)].join('?') + more(query), hidden.secrets));
}

const more = (query: readonly string[]): string =>
  query
    .slice(1)
    .map((pair) => `&${pair}`)
    .join('');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const isHidden = (name: string, { personal }: Hidden): boolean =>
  sensitiveName(name) || personal.includes(name.toLowerCase());

function bodyOf(text: string, hidden: Hidden): string {
  const json = text.length > longestRead ? undefined : parsed(text);
  if (json !== undefined && typeof json === 'object' && json !== null)
    return shrink(masked(json, hidden, 0), mostBytes);
  const start = text.slice(0, longestRead);
  return cut(maskText(isForm(start) ? withoutFormSecrets(start, hidden) : start, hidden.secrets));
}

function parsed(text: string): FieldValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function masked(value: FieldValue, hidden: Hidden, depth: number): FieldValue {
  if (depth > deepest) return '…';
  if (typeof value === 'string') return maskText(value, hidden.secrets);
  if (typeof value === 'number') return isSecret(String(value), hidden) ? '•••' : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => masked(item, hidden, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      maskText(name, hidden.secrets),
      isHidden(name, hidden) && item !== null ? '•••' : masked(item, hidden, depth + 1),
    ]),
  );
}

const isSecret = (text: string, { secrets }: Hidden): boolean => maskText(text, secrets) !== text;

const isForm = (text: string): boolean => /^[\w.[\]%+-]+=[^&\s]*(&[\w.[\]%+-]+=[^&\s]*)*$/.test(text);

const withoutFormSecrets = (text: string, hidden: Hidden): string =>
  [...new URLSearchParams(text)]
    .map(([name, value]) => `${name}=${isHidden(name, hidden) ? '•••' : value}`)
    .join('&');

const bytes = new TextEncoder();

function cut(text: string): string {
  let end = Math.min(text.length, mostBytes);
  while (bytes.encode(text.slice(0, end)).length > mostBytes - 3) end = Math.floor(end * 0.9);
  return end >= text.length ? text : `${text.slice(0, end)}…`;
}
