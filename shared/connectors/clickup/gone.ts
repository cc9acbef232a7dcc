import type * as z from 'zod';
import type { Call } from '../../connector-kit/connector.ts';
import { faultOfResponse } from '../../connector-kit/faults.ts';
import type { RequestDescription } from '../../connector-kit/http.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { FaultError } from '../../domain/fault.ts';
import { answerAt } from './ask.ts';
import { saysMissing } from './faults.ts';

/** A 404 that is not in ClickUp's own words may come from anybody on the way, and proves nothing. */
async function unlessGone({ send, now }: Call<unknown>, request: RequestDescription) {
  const response = await send(request, { accept: [404] });
  if (response.status !== 404) return response;
  if (saysMissing(response)) return 'gone';
  throw new FaultError(faultOfResponse(response, now()));
}

export async function read<Shape>(
  call: Call<unknown>,
  path: string,
  shape: z.ZodType<Shape>,
  query: NonNullable<RequestDescription['query']> = {},
): Promise<Shape | 'gone'> {
  const found = await unlessGone(call, { method: 'GET', path, query });
  return found === 'gone' ? found : parseResponse(found, shape, answerAt(path));
}

export const remove = async (call: Call<unknown>, path: string): Promise<'deleted' | 'gone'> =>
  (await unlessGone(call, { method: 'DELETE', path })) === 'gone' ? 'gone' : 'deleted';

/** What a change needs to be there; throws `not-found` where it is gone. */
export function present<Found>(found: Found | 'gone'): Found {
  if (found !== 'gone') return found;
  throw new FaultError({ kind: 'not-found', message: 'ClickUp has no such record.', httpStatus: 404 });
}
