import * as z from 'zod/mini';
import type { Operation, PathParameters } from '../../../shared/contract/operation.ts';
import { problemSchema } from '../../../shared/contract/problem.ts';
import { Refused, Unreachable, UnreadableAnswer } from './problems.ts';

/** What a request needs besides the operation: path parameters, query and body where the contract has them. */
export type InputOf<O extends Operation> = (keyof PathParameters<O['path']> extends never
  ? unknown
  : { readonly params: PathParameters<O['path']> }) &
  (O extends { query: infer Query extends z.ZodMiniType } ? { readonly query?: z.input<Query> } : unknown) &
  (O extends { body: infer Body extends z.ZodMiniType } ? { readonly body: z.input<Body> } : unknown) &
  (O extends { idempotent: true } ? { readonly idempotencyKey?: string } : unknown);

/** Performs one operation of the contract. Throws `Refused`, `Unreachable` or `UnreadableAnswer`. */
export type Api = <O extends Operation>(
  operation: O,
  input: InputOf<O>,
  signal?: AbortSignal,
) => Promise<z.output<O['response']>>;

const patienceMs = 20_000;
const texts = z.record(z.string(), z.optional(z.union([z.string(), z.number()])));
const parts = z.object({
  params: z.optional(texts),
  query: z.optional(texts),
  body: z.optional(z.json()),
  idempotencyKey: z.optional(z.string()),
});

export const createApi =
  (baseUrl: string, accessToken: () => Promise<string>): Api =>
  async <O extends Operation>(operation: O, input: InputOf<O>, signal?: AbortSignal) => {
    const { params = {}, query = {}, body, idempotencyKey } = z.parse(parts, input);
    const headers = {
      authorization: `Bearer ${await accessToken()}`,
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    };
    const request: RequestInit = {
      method: operation.method,
      signal: AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal === undefined ? [] : [signal])]),
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await send(`${baseUrl}${pathOf(operation.path, params)}${queryOf(query)}`, request);
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw new Refused(response.status, z.safeParse(problemSchema, answer).data);
    return read<O['response']>(operation.response, answer);
  };

function read<Schema extends z.ZodMiniType>(schema: Schema, answer: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, answer);
  if (!parsed.success) throw new UnreadableAnswer(parsed.error.message);
  return parsed.data;
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (cause) {
    throw new Unreachable('The request did not get through.', { cause });
  }
}

type Texts = z.output<typeof texts>;

const pathOf = (path: string, params: Texts): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

function queryOf(query: Texts): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
