import { elapsed } from '../../domain/dates.ts';
import { faultOf } from '../../domain/fault.ts';
import { type Integration, isRunning } from '../../domain/integration.ts';
import type { RecordPlace } from '../../domain/left-alone.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { type ResourceType, resourcesOf, resourceTypes } from '../../domain/resources.ts';
import { actEntry } from '../conflicts/deps.ts';
import { isRefused, type Refusal } from '../refusal.ts';
import type { SyncContext } from '../sync/context.ts';
import { movedMeanwhile, nameOf, type PairActDeps, type Said, triesOfAct } from './deps.ts';
import { beingCreated } from './exclude.ts';
import { dropIntended, handOver, intend } from './look-at.ts';
import type { Relink } from './ports.ts';
import { type Standing, standingOf } from './standing.ts';

export interface Both {
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly internalId: string;
  readonly externalId: string;
}

/** Longer than any worker can be at one create. */
const longestCreateMs = 900_000;

/**
 * Pairs two records by hand. Nothing counts as agreed on: what is equal agrees, what is empty is filled, what differs
 * meets the integration's strategy, as in a first sync.
 */
export async function relinkPair(
  deps: PairActDeps,
  both: Both,
  said: Said,
): Promise<{ readonly mapping: IntegrationMapping } | Refusal> {
  const integration = await deps.integrations.get(both.integrationId);
  const streams = await streamsFor(deps, integration, both);
  if (isRefused(streams)) return streams;
  const { integrationId, resourceType, internalId, externalId } = both;
  const here = { integrationId, resourceType, side: 'local', recordId: internalId } as const;
  const there = { integrationId, resourceType, side: 'external', recordId: externalId } as const;
  if ((await deps.records.get(resourceType, internalId)) === undefined) return notHere(deps, here);
  for (let attempt = 0; attempt < triesOfAct; attempt++) {
    const [ours, theirs] = await Promise.all([standingOf(deps.pairs, here), standingOf(deps.pairs, there)]);
    if (ours.kind === 'paired' && ours.mapping.externalId === externalId) return { mapping: ours.mapping };
    const places = free(deps, here, ours, there, theirs, said.version);
    if (isRefused(places)) return places;
    const found = await find(deps, there, streams.names);
    if (isRefused(found)) return found;
    const mapping = await link(deps, found, both, places, said);
    if (mapping !== undefined) return { mapping };
  }
  return movedMeanwhile;
}

async function streamsFor(
  { connectors }: PairActDeps,
  integration: Integration | undefined,
  { integrationId, resourceType }: Both,
): Promise<{ readonly names: readonly string[] } | Refusal> {
  if (integration === undefined)
    return { refused: 'not-found', message: `There is no integration "${integrationId}".` };
  const { name, status, type, settings, dataTypes } = integration;
  if (!isRunning(status)) return { refused: 'not-running', message: `"${name}" is ${status.toLowerCase()}.` };
  const isSynced = dataTypes.some((item) => resourcesOf[item].includes(resourceType));
  const streams = isSynced ? (await connectors.facts(type)).streams(settings) : [];
  const names = streams.filter((item) => item.resourceType === resourceType).map((stream) => stream.name);
  if (names.length > 0) return { names };
  const kind = resourceType.toLowerCase().replaceAll('_', ' ');
  return otherKind(`"${name}" does not sync records of the kind ${kind}.`, '/resourceType');
}

const otherKind = (message: string, pointer: string): Refusal => ({
  refused: 'not-linkable',
  code: 'different-kind',
  message,
  pointer,
});

async function notHere({ records }: PairActDeps, place: RecordPlace): Promise<Refusal> {
  for (const type of resourceTypes)
    if ((await records.get(type, place.recordId)) !== undefined)
      return otherKind(
        `There is no ${nameOf(place)}; that is the ${nameOf({ ...place, resourceType: type })}.`,
        '/internalId',
      );
  return { refused: 'not-found', message: `There is no ${nameOf(place)}.` };
}

function free(
  { clock }: PairActDeps,
  here: RecordPlace,
  ours: Standing,
  there: RecordPlace,
  theirs: Standing,
  version: number | undefined,
): Pick<Relink, 'ours' | 'theirs'> | Refusal {
  if (ours.kind === 'paired') return paired(here, { ...there, recordId: ours.mapping.externalId });
  if (theirs.kind === 'paired') return paired(there, { ...here, recordId: theirs.mapping.internalId });
  if (ours.kind === 'claim' && elapsed(ours.claim.claimedAt, clock.now()) < longestCreateMs)
    return beingCreated(here);
  const shown = ours.kind === 'unlinked' ? ours.mapping.version : undefined;
  if (version !== undefined && shown !== undefined && version !== shown) return movedMeanwhile;
  // A claim is of a record of ours; none is ever found for one of theirs.
  return theirs.kind === 'claim' ? movedMeanwhile : { ours, theirs };
}

const paired = (place: RecordPlace, other: RecordPlace): Refusal => ({
  refused: 'not-linkable',
  code: 'already-paired',
  message: `The ${nameOf(place)} is paired with the ${nameOf(other)}.`,
});

interface Found {
  readonly context: SyncContext;
  readonly stream: string;
}

/** The external record is read where records of its kind are. */
async function find(
  deps: PairActDeps,
  place: RecordPlace,
  streams: readonly string[],
): Promise<Found | Refusal> {
  try {
    const context = await deps.context(place.integrationId);
    if (context === undefined) return { refused: 'not-found', message: 'The integration was removed.' };
    for (const stream of streams)
      if (await isThere(context, stream, place.recordId)) return { context, stream };
  } catch (error) {
    const { kind, message } = faultOf(error);
    if (kind === 'bug') throw error;
    if (kind === 'unauthorized') return { refused: 'not-linkable', code: 'sign-in-needed', message };
    return { refused: 'unreachable', message: `The ${nameOf(place)} could not be read: ${message}` };
  }
  return { refused: 'not-linkable', code: 'not-there', message: `There is no ${nameOf(place)}.` };
}

/** An id that the other system does not take, or does not show us, is of no record there. */
async function isThere({ system }: SyncContext, stream: string, id: string): Promise<boolean> {
  try {
    return (await system.get(stream, id)) !== 'gone';
  } catch (error) {
    const { kind } = faultOf(error);
    if (kind === 'not-found' || kind === 'rejected' || kind === 'forbidden') return false;
    throw error;
  }
}

async function link(
  deps: PairActDeps,
  { context, stream }: Found,
  both: Both,
  places: Pick<Relink, 'ours' | 'theirs'>,
  { actor, reason }: Said,
): Promise<IntegrationMapping | undefined> {
  const { ours, theirs } = places;
  const at = deps.clock.now();
  const before = theirs.kind === 'unlinked' ? theirs.mapping : undefined;
  const version = (before?.version ?? 0) + 1;
  const id = before?.internalId === both.internalId ? before.id : deps.ids.next('map');
  const { resourceType, externalId: recordId, integrationId } = both;
  const mapping: IntegrationMapping = {
    ...{ schemaVersion: 1, id, version, ...both, stream, syncStatus: 'SYNCED', base: {} },
    ...{ lastExternalHash: '', lastLocalHash: '', recentDeliveries: [], matchedBy: 'hand' },
    fieldMappingVersion: context.fieldMappings.find((set) => set.resourceType === resourceType)?.version ?? 0,
    ...{ lastSyncedAt: at, createdAt: at, updatedAt: at },
  };
  const held = ours.kind === 'unlinked' ? ours.mapping.externalId : null;
  const entry = actEntry(
    deps,
    {
      ...{ at, actor, action: 'pair.relinked', subject: id },
      before: {
        ours: ours.kind,
        theirs: theirs.kind,
        externalId: held,
        internalId: before?.internalId ?? null,
      },
      after: { ...both, reason },
    },
    version,
  );
  const deliveryKey = `relink:${id}:${version}`;
  const common = { integrationId, resourceType, stream, recordId, receivedAt: at, deliveryKey };
  const items = await intend(deps, [{ ...common, side: 'external', kind: 'upserted' }]);
  if ((await deps.pairs.relink({ mapping, ...places }, entry)) === 'stale') {
    await dropIntended(deps, items);
    return undefined;
  }
  await handOver(deps, items);
  return mapping;
}
