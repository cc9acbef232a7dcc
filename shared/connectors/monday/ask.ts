import * as z from 'zod';
import type { LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';

/** One of the three that monday.com serves at a time; without the header it would change each quarter. */
export const apiVersion = '2026-10';

/** Sends one GraphQL request; gives its `data` in the shape asked for. What `errors` say is thrown by the classifier. */
export async function askAll<Shape>(
  call: LookUp,
  query: string,
  variables: { readonly [name: string]: unknown },
  shape: z.ZodType<Shape>,
  more: { readonly [header: string]: string } = {},
): Promise<Shape> {
  const headers = { 'api-version': apiVersion, ...more };
  const response = await call.send({ method: 'POST', path: '/v2', headers, body: { query, variables } });
  const what = `The answer to ${/ (\w+)\(/.exec(query)?.[1] ?? 'it'}`;
  return parseResponse(response, z.object({ data: shape }), what).data;
}

/** As `askAll`, for a request that asks for one thing and calls it `r`. */
export const ask = async <Shape>(
  call: LookUp,
  query: string,
  variables: { readonly [name: string]: unknown },
  shape: z.ZodType<Shape>,
  more?: { readonly [header: string]: string },
): Promise<Shape> => (await askAll(call, query, variables, z.object({ r: shape }), more)).r;
