import { randomUUID } from 'node:crypto';
import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';

/** Every refusal of HubSpot: words, a category and a number to ask for. */
export const failure = (
  status: number,
  category: string,
  message: string,
  more: object = {},
): SimulatedResponse => ({
  status,
  body: { status: 'error', message, correlationId: randomUUID(), category, ...more },
});
export const invalid = (message: string, more: object = {}): SimulatedResponse =>
  failure(400, 'VALIDATION_ERROR', message, more);
/** An unknown record is refused without a category. */
export const notFound = (): SimulatedResponse => failure(404, 'OBJECT_NOT_FOUND', 'resource not found');
export const wrongVerb = (): SimulatedResponse => failure(405, 'METHOD_NOT_ALLOWED', 'Method not allowed');
export const ok = (body: unknown, status = 200): SimulatedResponse => ({ status, body });

/** Without a word on how long to wait. */
export const tooMany = (policyName = 'TEN_SECONDLY_ROLLING'): SimulatedResponse => ({
  status: 429,
  body: {
    ...{ status: 'error', message: `You have reached your ${policyName.toLowerCase()} limit.` },
    ...{ errorType: 'RATE_LIMIT', correlationId: randomUUID(), policyName },
  },
});

export type Body = Record<string, unknown>;
export const bodyOf = (body: unknown): Body | undefined =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
export const listIn = (body: Body | undefined, name: string): readonly unknown[] => {
  const value = body?.[name];
  return Array.isArray(value) ? value : [];
};
export const textIn = (body: Body | undefined, name: string): string | undefined => {
  const value = body?.[name];
  return typeof value === 'string' ? value : undefined;
};
/** A refusal for the first name that HubSpot would not know. */
export const strangers = (body: Body, known: readonly string[]): SimulatedResponse | undefined => {
  const [first] = Object.keys(body).filter((name) => !known.includes(name));
  return first === undefined
    ? undefined
    : invalid(`Invalid input JSON on line 1, column 2: Unrecognized field "${first}"`);
};
/** Rows of a batch; a part that was refused makes it a 207. */
export function batchOf(results: readonly unknown[], errors: readonly object[], status = 200) {
  const at = new Date(0).toISOString();
  const whole = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  return errors.length === 0 ? ok(whole, status) : ok({ ...whole, numErrors: errors.length, errors }, 207);
}

/** A page of things that have ids, in their order; the token is that of the last one. */
export function pageOf<Item extends { readonly id: string }>(
  query: URLSearchParams,
  all: readonly Item[],
  most = 100,
): { readonly items: readonly Item[]; readonly paging: object } | SimulatedResponse {
  const [limit, after] = [Number(query.get('limit') ?? 10), query.get('after') ?? '0'];
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    return invalid(`limit must be between 1 and ${most}`);
  if (!/^\d+$/.test(after)) return invalid('The paging token is not valid');
  const rest = all.filter(({ id }) => Number(id) > Number(after));
  const items = rest.slice(0, limit);
  const last = items.at(-1)?.id ?? '';
  const next =
    rest.length > limit ? { next: { after: last, link: `https://api.hubapi.com/?after=${last}` } } : {};
  return { items, paging: rest.length > limit ? { paging: next } : {} };
}
