import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';

export type Body = Readonly<Record<string, unknown>>;

export const failure = (status: number, message: string): SimulatedResponse => ({
  status,
  body: { errors: [{ message }] },
});
export const unknown = (what: string): SimulatedResponse => failure(404, `${what}: Unknown object`);
export const done: SimulatedResponse = { status: 200, body: { data: {} } };
export const noRoute = failure(404, 'No matching route for request');

export const tooMany = (retryAfterSeconds: number): SimulatedResponse => ({
  ...failure(
    429,
    "You've made too many requests and hit a rate limit. Please retry after the given amount of time.",
  ),
  headers: { 'retry-after': String(retryAfterSeconds) },
});

/** A request and where it goes: `route` has `id` where the first gid stands. */
export interface Asked {
  readonly request: SimulatedRequest;
  readonly route: string;
  readonly id: string;
  readonly data: Body | undefined;
}

/** What stands in the `data` of a body. */
export const dataOf = (body: unknown): Body | undefined =>
  typeof body === 'object' &&
  body !== null &&
  'data' in body &&
  typeof body.data === 'object' &&
  body.data !== null
    ? { ...body.data }
    : undefined;

/** Why a body is refused that says more than these. */
export function problemWithNames(data: Body | undefined, allowed: readonly string[]): string | undefined {
  if (data === undefined) return 'Could not parse request data, invalid JSON';
  const other = Object.keys(data).find((field) => !allowed.includes(field));
  return other === undefined ? undefined : `Cannot write this property: ${other}`;
}

/** Offsets are opaque and only good if handed out before. */
const offsetOf = (at: number): string => Buffer.from(`offset:${at}`).toString('base64url');

export function pageOf(
  request: SimulatedRequest,
  all: readonly { readonly gid: string }[],
): SimulatedResponse {
  const limit = Number(request.query.get('limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return failure(400, 'limit: Must be between 1 and 100');
  const offset = request.query.get('offset');
  const [, start = '0'] =
    offset === null ? [] : (/^offset:(\d+)$/.exec(Buffer.from(offset, 'base64url').toString()) ?? ['', '']);
  if (start === '') return failure(400, 'offset: Your pagination token is invalid.');
  const from = Number(start);
  const data = all.slice(from, from + limit).map((entity) => pick(request, entity));
  const more = from + limit < all.length;
  return {
    status: 200,
    body: { data, next_page: more ? { offset: offsetOf(from + limit), path: '', uri: '' } : null },
  };
}

/** `gid` always, everything else only when `opt_fields` asks for it. */
export function pick(request: SimulatedRequest, entity: { readonly gid: string }): Record<string, unknown> {
  const wanted = (request.query.get('opt_fields') ?? 'name,resource_type')
    .split(',')
    .map((field) => field.split('.')[0] ?? '');
  return Object.fromEntries(
    Object.entries(entity).filter(([name]) => name === 'gid' || wanted.includes(name)),
  );
}

export const found = (
  request: SimulatedRequest,
  entity: { readonly gid: string } | undefined,
): SimulatedResponse =>
  entity === undefined
    ? failure(404, 'Unknown object')
    : { status: 200, body: { data: pick(request, entity) } };
