import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';

/** Every refusal of Clockify: words and a number of its own. */
export const failure = (status: number, code: number, message: string): SimulatedResponse => ({
  status,
  body: { message, code },
});
/** Also what is not there: there is no 404 for records. */
export const refuse = (message: string): SimulatedResponse => failure(400, 501, message);
export const invalid = (message: string): SimulatedResponse => failure(400, 3000, message);
export const ok = (body: unknown, status = 200): SimulatedResponse => ({ status, body });
/** Without a word on how long to wait. */
export const tooMany = (): SimulatedResponse => failure(429, 429, 'Too many requests');

/** A page of a list: the first is 1, and a header says whether it is the last. */
export function pageOf(query: URLSearchParams, all: readonly object[]): SimulatedResponse {
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('page-size') ?? 50)];
  if (!Number.isInteger(page) || page < 1) return invalid('page must be greater than or equal to 1');
  if (!Number.isInteger(size) || size < 1 || size > 5000) return invalid('page-size is out of range');
  const items = all.slice((page - 1) * size, page * size);
  return { ...ok(items), headers: { 'last-page': String(page * size >= all.length) } };
}

/** By id, where the caller asks for it; Clockify's own order otherwise is nobody's promise. */
export function sorted<Item extends { readonly id: string }>(query: URLSearchParams, all: Iterable<Item>) {
  const items = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  return query.get('sort-column') === 'ID' ? items : items.reverse();
}

export type Body = Record<string, unknown>;
export const bodyOf = (body: unknown): Body | undefined =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
export const textIn = (body: Body, name: string): string | undefined => {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
};
export const textsIn = (body: Body, name: string): readonly string[] => {
  const value = body[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};
