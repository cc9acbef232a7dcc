import type * as z from 'zod';
import type { Send } from '../../connector-kit/connector.ts';
import type { RequestDescription } from '../../connector-kit/http.ts';
import { parseResponse } from '../../connector-kit/parse.ts';

interface Sender {
  readonly send: Send;
}
type Query = NonNullable<RequestDescription['query']>;

/** What an answer is called where it does not read. */
export const answerAt = (path: string): string => `ClickUp’s answer at ${path}`;

export const ask = async <Shape>(
  { send }: Sender,
  request: RequestDescription,
  shape: z.ZodType<Shape>,
): Promise<Shape> => parseResponse(await send(request), shape, answerAt(request.path));

export const get = <Shape>(
  call: Sender,
  path: string,
  shape: z.ZodType<Shape>,
  query: Query = {},
): Promise<Shape> => ask(call, { method: 'GET', path, query }, shape);
