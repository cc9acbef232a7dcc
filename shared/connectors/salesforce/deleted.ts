import type { Call } from '../../connector-kit/connector.ts';
import { parseJson, parseResponse } from '../../connector-kit/parse.ts';
import { addSeconds } from '../../domain/dates.ts';
import { FaultError } from '../../domain/fault.ts';
import { classify, codeIn } from './faults.ts';
import type { Kind } from './kinds.ts';
import { pathOf } from './rows.ts';
import { deletedFeed, type Settings } from './schema.ts';

/** The log of deletions reaches back fifteen days; a quarter of an hour is left for clocks that differ. */
const reachSeconds = 15 * 86_400 - 900;
/** Has to be more than a minute. */
const shortestSeconds = 120;
/** Nothing younger is taken out of the log, however full it is. */
const surelyKeptSeconds = 7200;

/** Codes that say that the log does not reach so far, or holds too much. */
const refusedWindow = ['INVALID_REPLICATION_DATE', 'EXCEEDED_ID_LIMIT'];

/**
 * Ids that were deleted since a time, those too that nobody finds in the recycle bin any more. Where the log does not
 * reach back so far, the last two hours: the weekly comparison finds the rest by reading what is missing.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources_getdeleted
 */
export async function deletionsSince(
  call: Call<Settings>,
  kind: Kind,
  since: string,
): Promise<readonly string[]> {
  const now = call.now().toISOString();
  const farthest = addSeconds(now, -reachSeconds);
  const latest = addSeconds(now, -shortestSeconds);
  const start = since < farthest ? farthest : since > latest ? latest : since;
  const ids = await readLog(call, kind, start, now);
  return ids ?? (await readLog(call, kind, addSeconds(now, -surelyKeptSeconds), now)) ?? [];
}

async function readLog(
  call: Call<Settings>,
  { object }: Kind,
  start: string,
  end: string,
): Promise<readonly string[] | undefined> {
  const response = await call.send(
    {
      method: 'GET',
      path: pathOf(call, `/sobjects/${object}/deleted/`),
      query: { start: whole(start), end: whole(end) },
    },
    { accept: [400] },
  );
  if (response.status !== 400)
    return parseResponse(response, deletedFeed, 'The log of deletions').deletedRecords.map(({ id }) => id);
  if (refusedWindow.includes(codeIn(parseJson(response, 'The refusal')) ?? '')) return undefined;
  throw new FaultError(
    classify(response) ?? { kind: 'rejected', message: 'The log of deletions was refused.', httpStatus: 400 },
  );
}

/** Seconds are left out of account by Salesforce; milliseconds it does not take. */
const whole = (instant: string): string => instant.replace(/\.\d+Z$/, 'Z');
