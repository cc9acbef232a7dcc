import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { ok, Refusal } from './answers.ts';
import type { SalesforceState } from './state.ts';

const dayMs = 86_400_000;
const outward = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/** What was deleted in a time. https://developer.salesforce.com/docs/platform/api-rest/guide/resources_getdeleted */
export function deletedLog(
  state: SalesforceState,
  object: string,
  request: SimulatedRequest,
): SimulatedResponse {
  const { from, until, now } = windowOf(state, request, 15);
  const earliest = Math.max(now - 15 * dayMs, state.logFrom);
  if (from < state.logFrom)
    throw new Refusal(400, 'INVALID_REPLICATION_DATE', 'startDate before org replication enabled date');
  const deletedRecords = state.deletions
    .filter(
      ({ object: of, id, at }) => of === object && state.visible(id) && within(Date.parse(at), from, until),
    )
    .map(({ id, at }) => ({ id, deletedDate: outward(Date.parse(at)) }));
  return ok({ deletedRecords, earliestDateAvailable: outward(earliest), latestDateCovered: outward(until) });
}

/** What was made or changed in a time. */
export function updatedLog(
  state: SalesforceState,
  object: string,
  request: SimulatedRequest,
): SimulatedResponse {
  const { from, until } = windowOf(state, request, 30);
  const ids = [...state.of(object).values()]
    .filter((row) => row.IsDeleted !== true && state.visible(String(row.Id)))
    .filter((row) => within(Date.parse(String(row.SystemModstamp)), from, until))
    .map(({ Id }) => Id);
  return ok({ ids, latestDateCovered: outward(until) });
}

/** Seconds do not count, so that a deletion of the last minute is in. */
const within = (at: number, from: number, until: number): boolean =>
  at >= from - (from % 60_000) && at < until - (until % 60_000) + 60_000;

function windowOf(state: SalesforceState, { query }: SimulatedRequest, days: number) {
  const [start, end] = [query.get('start') ?? '', query.get('end') ?? ''];
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/;
  const [from, until, now] = [Date.parse(start), Date.parse(end), state.now().getTime()];
  if (!shape.test(start) || !shape.test(end))
    throw new Refusal(400, 'INVALID_FIELD', 'start and end have to be times like 2026-01-05T09:00:00Z');
  if (until - from <= 60_000)
    throw new Refusal(400, 'INVALID_REPLICATION_DATE', 'endDate is not more than a minute after startDate');
  if (from < now - days * dayMs)
    throw new Refusal(400, 'INVALID_REPLICATION_DATE', `startDate cannot be more than ${days} days ago`);
  return { from, until, now };
}
