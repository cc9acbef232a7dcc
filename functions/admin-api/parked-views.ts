import type { Cause } from '../../shared/application/parked/count-causes.ts';
import type { ParkedItem } from '../../shared/application/ports.ts';
import type { Api } from '../../shared/contract/api.ts';
import { causeKeyOf } from '../../shared/domain/cause-key.ts';
import { elapsed } from '../../shared/domain/dates.ts';
import { onlyWaits } from '../../shared/domain/only-waits.ts';
import type { BritePoolRecord } from '../../shared/domain/record.ts';
import type { Instant } from '../../shared/domain/values.ts';
import type { RouteOutput } from '../runtime/http/serve.ts';
import { given } from './given.ts';

type Detail = RouteOutput<Api['getParked']>['item'];
export type ParkedView = RouteOutput<Api['listParked']>['items'][number];
type CauseView = RouteOutput<Api['countParked']>['causes'][number];

/** What people call what an item is about. */
export interface Names {
  readonly integrations: ReadonlyMap<string, string>;
  /** Titles by log id. */
  readonly titles: ReadonlyMap<string, string>;
}

const year = 365 * 86_400_000;

export function parkedView(item: ParkedItem, names: Names, now: Instant): ParkedView {
  const { id, integrationId, change, fault, tries, parkedAt, retryAt } = item;
  const { resourceType, side, recordId, kind, logId } = change;
  return {
    ...{ id, integrationId, resourceType, recordId, kind, logId, tries, parkedAt },
    integrationName: names.integrations.get(integrationId) ?? '',
    state: stateOf(onlyWaits(item)),
    text: fault.message,
    causeKey: causeKeyOf(fault),
    faultKind: fault.kind,
    ...given({ httpStatus: fault.httpStatus, recordTitle: names.titles.get(logId) }),
    changedIn: side === 'local' ? 'BRITEPOOL' : 'EXTERNAL',
    nextTryAt: elapsed(now, retryAt) > year ? null : retryAt,
    editable: !onlyWaits(item) && kind === 'upserted',
  };
}

const stateOf = (waits: boolean) => (waits ? ('WAITING' as const) : ('FAILED' as const));

export function parkedDetail(
  item: ParkedItem,
  names: Names,
  now: Instant,
  record: BritePoolRecord | undefined,
): Detail {
  const { fault, attempts, change } = item;
  const ours = change.side === 'local' ? record : undefined;
  return {
    ...parkedView(item, names, now),
    attempts: attempts.map((attempt) => ({ ...attempt })),
    ...(fault.exchange === undefined ? {} : { exchange: { ...fault.exchange } }),
    ...(ours === undefined ? {} : { record: { version: ours.version, fields: json(ours.fields) } }),
    ...(change.given === undefined
      ? {}
      : { given: { by: change.given.by, values: json(change.given.values) } }),
  };
}

/** The contract's JSON is writable; ours is not. */
const json = (fields: BritePoolRecord['fields']) => structuredClone(fields) as Record<string, never>;

export const causeView = (cause: Cause, names: Names, now: Instant): CauseView => ({
  ...{ causeKey: cause.causeKey, state: stateOf(cause.waits), count: cause.count },
  firstAt: cause.firstAt,
  integrationIds: [...cause.integrationIds],
  example: parkedView(cause.newest, names, now),
});
