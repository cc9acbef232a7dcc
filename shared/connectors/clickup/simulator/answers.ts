import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';

export const ok = (body: unknown, status = 200): SimulatedResponse => ({ status, body });
/** https://developer.clickup.com/docs/common_errors: a message and a code. */
export const failure = (status: number, err: string, ECODE: string): SimulatedResponse => ({
  status,
  body: { err, ECODE },
});
export const noTask = failure(404, 'Task not found, deleted', 'ITEM_013');
export const noSuchList = failure(404, 'List not found', 'ITEM_008');
export const notAllowed = failure(401, 'Team(s) not authorized', 'OAUTH_027');
export const noRoute = failure(404, 'Route not found', 'APP_001');
export const invalid = (err: string, ECODE = 'INPUT_005'): SimulatedResponse => failure(400, err, ECODE);

export type Body = Readonly<Record<string, unknown>>;

/** The body, or a refusal of what is no object or has a field that this address does not know. */
export function bodyWith(body: unknown, known: readonly string[]): Body | SimulatedResponse {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return invalid('Unexpected token in JSON', 'JSON_001');
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  return unknown === undefined ? { ...body } : invalid(`Unknown field ${unknown}`);
}
export const isRefusal = (value: object): value is SimulatedResponse =>
  'status' in value && typeof value.status === 'number' && 'body' in value;

/** The seconds until the next whole minute of this vendor's count, with its clock beside it. */
export function tooMany(retryAfterSeconds: number): SimulatedResponse {
  const now = Math.floor(Date.now() / 1000);
  return {
    ...failure(429, 'Rate limit reached', 'APP_002'),
    headers: {
      date: new Date(now * 1000).toUTCString(),
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(now + retryAfterSeconds),
    },
  };
}
