import type { LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { apiPath } from './rows.ts';
import { type Description, description } from './schema.ts';

/** What the object is like for our user; `hidden` where it may not see it. */
export async function describe(
  { send }: Pick<LookUp, 'send'>,
  apiVersion: string,
  object: string,
): Promise<Description | 'hidden'> {
  const path = apiPath(apiVersion, `/sobjects/${object}/describe`);
  const response = await send({ method: 'GET', path }, { accept: [404] });
  return response.status === 404
    ? 'hidden'
    : parseResponse(response, description, `The description of ${object}`);
}
