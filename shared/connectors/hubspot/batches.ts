import type * as z from 'zod';
import type { HttpResponse } from '../../connector-kit/http.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { FaultError, type FaultKind } from '../../domain/fault.ts';
import { batch, type Refusal } from './schema.ts';

const kinds: { readonly [category: string]: FaultKind } = {
  CONFLICT: 'conflict',
  OBJECT_NOT_FOUND: 'not-found',
  RATE_LIMITS: 'rate-limited',
  MISSING_SCOPES: 'forbidden',
};

export const faultOfRow = ({ category, message }: Refusal): FaultError =>
  new FaultError({
    kind: kinds[category ?? ''] ?? 'rejected',
    message: `HubSpot refused a part of the request: ${(message ?? 'no explanation').slice(0, 200)}`,
    httpStatus: 207,
  });

/**
 * The rows of a batch that went through. What is missing there (a record deleted meanwhile, one without associations) is
 * left out; any other refused row makes the whole batch fail, for its record would look as if it were not there.
 */
export function rowsOf<Row extends z.ZodType>(
  response: HttpResponse,
  row: Row,
  what: string,
): readonly z.output<Row>[] {
  const { results, errors = [] } = parseResponse(response, batch(row), what);
  const serious = errors.find(({ category }) => category !== 'OBJECT_NOT_FOUND');
  if (serious !== undefined) throw faultOfRow(serious);
  return results;
}
