import type { Change } from '../../domain/change.ts';
import { faultOf } from '../../domain/fault.ts';
import { flowsOut, type Integration } from '../../domain/integration.ts';
import { logIdFor } from '../../domain/log-id.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import { resourcesOf } from '../../domain/resources.ts';
import type { Instant } from '../../domain/values.ts';
import type { ChangeQueue, Clock, Connectors, Hasher, Metrics } from '../ports.ts';

export interface PublishDeps {
  readonly integrations: {
    /** All of them as they were at `asOf` or later: a system connected before an edit hears of it. */
    list(all: Record<string, never>, asOf: Instant): Promise<readonly Integration[]>;
  };
  readonly connectors: Connectors;
  readonly changes: ChangeQueue;
  readonly clock: Clock;
  readonly hasher: Hasher;
  /** Absent where nobody counts. */
  readonly metrics?: Metrics;
}

/** One write to a BritePool record, as the table's stream tells it. */
export interface RecordEvent {
  readonly eventId: string;
  readonly kind: 'upserted' | 'deleted';
  readonly record: BritePoolRecord;
  /** When it was written or deleted; a deleted record itself only tells when it was last changed. */
  readonly at?: Instant;
}

/**
 * Tells every integration whose direction and data types match about each record written. What the sync wrote for
 * one integration goes to the others only.
 */
export async function publishChanges(
  deps: PublishDeps,
  events: readonly RecordEvent[],
): Promise<'accepted' | 'unavailable'> {
  const integrations = await deps.integrations.list({}, newest(events, deps.clock.now()));
  const concerned = events.flatMap((event) =>
    integrations.flatMap((integration) => (concerns(integration, event) ? [{ integration, event }] : [])),
  );
  const found = await Promise.all(
    concerned.map(({ integration, event }) => changesFor(deps, integration, event)),
  );
  const changes = found.flat();
  if (changes.length === 0) return 'accepted';
  const sent = await deps.changes.send(changes);
  if (sent === 'accepted')
    for (const { integration } of concerned.filter((_, at) => (found[at]?.length ?? 0) > 0))
      deps.metrics?.count('Received', 1, {
        integrationId: integration.id,
        integrationType: integration.type,
      });
  return sent;
}

/** The time of the last write; when a record was deleted is told to the second only. */
const newest = (events: readonly RecordEvent[], now: Instant): Instant =>
  events
    .map(({ kind, record }) => (kind === 'deleted' ? now : record.updatedAt))
    .sort((one, other) => (one < other ? -1 : 1))
    .at(-1) ?? now;

const concerns = (integration: Integration, { kind, record }: RecordEvent): boolean =>
  integration.status !== 'DISABLED' &&
  record.externalSyncEnabled &&
  flowsOut(integration.syncDirection) &&
  integration.dataTypes.some((type) => resourcesOf[type].includes(record.resourceType)) &&
  (kind === 'deleted' || !wroteLast(integration, record));

/** Who wrote last says nothing of who deleted. An integration told of its own deletion finds its pair ended. */
const wroteLast = (integration: Integration, { updatedBy }: BritePoolRecord): boolean =>
  updatedBy.kind === 'integration' && updatedBy.id === integration.id;

/** A system that this version does not know hears nothing; a whole run tells it everything, should it be known again. */
async function streamsOf({ connectors }: PublishDeps, { type, settings }: Integration) {
  try {
    return (await connectors.facts(type)).streams(settings);
  } catch (error) {
    if (faultOf(error).kind === 'rejected') return [];
    throw error;
  }
}

/**
 * A deletion is told to the second only, and by another clock than that of the edit before it; it comes after that edit
 * all the same, and must never look older to whoever keeps the newest change of a record.
 */
function happenedAt({ kind, at, record: { updatedAt } }: RecordEvent): Instant {
  return kind === 'deleted' && at !== undefined && at > updatedAt ? at : updatedAt;
}

async function changesFor(
  deps: PublishDeps,
  integration: Integration,
  event: RecordEvent,
): Promise<readonly Change[]> {
  const { resourceType, id } = event.record;
  const stream = (await streamsOf(deps, integration)).find((item) => item.resourceType === resourceType);
  if (stream === undefined) return [];
  const receivedAt = happenedAt(event);
  const deliveryKey = `edit:${event.eventId}`;
  return [
    {
      schemaVersion: 1,
      integrationId: integration.id,
      resourceType,
      stream: stream.name,
      side: 'local',
      recordId: id,
      kind: event.kind,
      cause: 'edit',
      receivedAt,
      edition: integration.edition,
      deliveryKey,
      logId: logIdFor({ integrationId: integration.id, receivedAt, deliveryKey, recordId: id }, (text) =>
        deps.hasher.hash(text),
      ),
    },
  ];
}
