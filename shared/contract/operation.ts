import type * as z from 'zod/mini';

/** Who may call: a JWT role, or nobody in particular. */
export type ContractRole = 'WEB_STEWARD' | 'BOARD_CHAIR' | 'PLATFORM';

/** One route: its shapes are checked on the server, typed in the client and printed in the OpenAPI document. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `:name` parameters. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly roles: readonly ContractRole[];
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  readonly response: z.ZodMiniType;
  /** What the success answer is when it is not JSON; `response` is then a text. */
  readonly produces?: 'text/csv';
  /** Status of the success answer; 200 unless said. */
  readonly status?: 200 | 201 | 202;
  /** It creates or starts something: with an `Idempotency-Key` it is done once, however often it is sent. */
  readonly idempotent?: true;
}

export const operation = <const O extends Operation>(definition: O): O => definition;

/** Names of the `:parameters` of a path. */
export type PathParameters<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [key in Name | keyof PathParameters<`/${Rest}`>]: string }
  : Path extends `${string}:${infer Name}`
    ? { readonly [key in Name]: string }
    : Record<never, string>;
