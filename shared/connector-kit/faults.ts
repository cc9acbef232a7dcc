import { type Fault, FaultError, type FaultKind } from '../domain/fault.ts';
import type { HttpResponse } from './http.ts';

const byStatus: { readonly [status: number]: FaultKind } = {
  401: 'unauthorized',
  402: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  429: 'rate-limited',
};

/** The fault that a refusing status stands for, when the vendor has no rules of its own. */
export function faultOfResponse(response: HttpResponse, now: Date): Fault {
  const { status } = response;
  const kind = byStatus[status] ?? (status >= 500 || status === 408 ? 'unavailable' : 'rejected');
  const retryAfterSeconds = retryAfter(response, now);
  return {
    kind,
    message: `The system answered ${status}: ${messageOf(response)}`,
    httpStatus: status,
    ...(kind === 'unavailable' ? { outage: true as const } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

/** Longest wait that is believed; what asks for more is tried again after it. */
const longestWaitSeconds = 86_400;

/**
 * Whole seconds from `Retry-After`: a number, or a date measured against the response's own clock.
 * https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfter(response: HttpResponse, now: Date): number | undefined {
  const header = response.headers['retry-after']?.trim();
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Math.min(Number(header), longestWaitSeconds);
  // `Date.parse` makes a date of almost anything; the three forms of RFC 9110 all begin with the weekday.
  const at = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(header) ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(at)) return undefined;
  const sent = Date.parse(response.headers.date ?? '');
  const from = Number.isNaN(sent) ? now.getTime() : sent;
  return Math.min(Math.max(0, Math.ceil((at - from) / 1000)), longestWaitSeconds);
}

type Json = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The vendor's own words, at most 300 characters, without anything that looks like a token. */
export function messageOf(response: HttpResponse): string {
  const body = tryJson(response.text);
  const first = Array.isArray(body) ? body[0] : body;
  const found = isObject(first) ? fromObject(first) : text(first);
  const plain = found ?? (response.text.startsWith('<') ? undefined : text(response.text.trim()));
  return redact(plain ?? 'no explanation').slice(0, 300);
}

function fromObject(body: Json): string | undefined {
  const [firstError] = Array.isArray(body.errors) ? body.errors : [];
  return (
    text(body.detail) ??
    text(body.title) ??
    (isObject(body.error) ? text(body.error.message) : undefined) ??
    text(body.message) ??
    text(body.error_description) ??
    text(body.error) ??
    (isObject(firstError) ? (text(firstError.message) ?? text(firstError.detail)) : text(firstError))
  );
}

const redact = (message: string): string =>
  message
    .replace(/\b(bearer|basic|token|key|secret|password)\b[\s:="']+\S+/gi, '$1 [redacted]')
    .replace(/[\w-]{32,}/g, '[redacted]');

function tryJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The address of a next page, absolute; one that is no address is no end of the list. */
export function nextAddress(target: string, base: string): string {
  const url = URL.parse(target, base);
  if (url === null) throw drifted('The address of the next page', '', 'it is no address');
  return url.href;
}

/** Thrown where an answer does not have the shape that the vendor documents: never read as "nothing there". */
export const drifted = (what: string, pointer: string, detail: string): FaultError =>
  new FaultError({
    kind: 'drifted',
    message: `${what} has an unexpected shape at "${pointer}": ${detail}`,
    pointer,
  });
