import type { Change } from '../../domain/change.ts';
import { logIdFor } from '../../domain/log-id.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { type ResourceType, resourceFields } from '../../domain/resources.ts';
import { errorFields } from '../error-fields.ts';
import type { ChangeQueue, Clock, Hasher, Logger, PairStore } from '../ports.ts';
import type { Awaited, WaitingPair, WaitingStore } from './ports.ts';

export interface WakingDeps {
  readonly waiting: WaitingStore;
  readonly changes: ChangeQueue;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly logger: Logger;
}

type Linked = Pick<IntegrationMapping, 'integrationId' | 'resourceType' | 'externalId' | 'internalId'>;

/** Kinds of records that references name; nobody waits for others. */
const referred: ReadonlySet<ResourceType> = new Set(
  Object.values(resourceFields).flatMap((fields) =>
    Object.values(fields).flatMap(({ target }) => (target === undefined ? [] : [target])),
  ),
);

/**
 * The pairs, and whoever waited for a record that was just linked is looked at again: one change for each waiting
 * pair goes to the queue. A queue that does not take them keeps them remembered for the next link or poll.
 */
export function wakingPairs(pairs: PairStore, deps: WakingDeps): PairStore {
  return {
    ...bound(pairs),
    async create(fresh) {
      const answers = await pairs.create(fresh);
      await wake(
        deps,
        fresh.filter((_, at) => answers[at] === 'created').map(({ mapping }) => mapping),
      );
      return answers;
    },
    async link(mapping) {
      const answer = await pairs.link(mapping);
      if (answer === 'linked') await wake(deps, [mapping]);
      return answer;
    },
    async complete(claim, mapping) {
      const answer = await pairs.complete(claim, mapping);
      if (answer === 'linked') await wake(deps, [mapping]);
      return answer;
    },
    async relink(link, entry) {
      const answer = await pairs.relink(link, entry);
      if (answer === 'linked') await wake(deps, [link.mapping]);
      return answer;
    },
  };
}

/** Every method of the store, whatever kind of object it is. */
const bound = (pairs: PairStore): PairStore => ({
  byExternalId: (key) => pairs.byExternalId(key),
  byExternalIds: (keys) => pairs.byExternalIds(keys),
  summaries: (keys) => pairs.summaries(keys),
  byInternalId: (integrationId, type, id) => pairs.byInternalId(integrationId, type, id),
  byInternalIds: (integrationId, type, ids) => pairs.byInternalIds(integrationId, type, ids),
  list: (integrationId, filter, page) => pairs.list(integrationId, filter, page),
  create: (fresh) => pairs.create(fresh),
  link: (mapping) => pairs.link(mapping),
  put: (mapping) => pairs.put(mapping),
  claim: (claim) => pairs.claim(claim),
  claimOf: (integrationId, type, id) => pairs.claimOf(integrationId, type, id),
  openClaims: (integrationId, type) => pairs.openClaims(integrationId, type),
  complete: (claim, mapping) => pairs.complete(claim, mapping),
  release: (claim) => pairs.release(claim),
  reclaim: (mapping, claim) => pairs.reclaim(mapping, claim),
  removeAll: (integrationId) => pairs.removeAll(integrationId),
  act: (mapping, entry, conflict) => pairs.act(mapping, entry, conflict),
  setAside: (lone, entry) => pairs.setAside(lone, entry),
  takeUp: (lone, entry) => pairs.takeUp(lone, entry),
  relink: (link, entry) => pairs.relink(link, entry),
  alone: (places) => pairs.alone(places),
  listAlone: (integrationId, filter, page) => pairs.listAlone(integrationId, filter, page),
});

/** Sends whoever waits for one of these linked records to the queue, and forgets that they waited. */
export async function wake(deps: WakingDeps, linked: readonly Linked[]): Promise<void> {
  const targets = linked.filter(({ resourceType }) => referred.has(resourceType));
  try {
    for (const [integrationId, mappings] of Map.groupBy(targets, (mapping) => mapping.integrationId)) {
      const waiting = await deps.waiting.waitingFor(integrationId, mappings.flatMap(namesOf));
      if (waiting.length === 0) continue;
      const changes = waiting.map((pair) => changeFor(deps, pair));
      if ((await deps.changes.send(changes)) === 'accepted') await deps.waiting.forget(waiting);
    }
  } catch (error) {
    deps.logger.warn('pairs that waited for a linked record were not told', errorFields(error));
  }
}

const namesOf = ({ resourceType, externalId, internalId }: Linked): readonly Awaited[] => [
  { resourceType, side: 'external', id: externalId },
  { resourceType, side: 'local', id: internalId },
];

function changeFor(deps: WakingDeps, { integrationId, awaited, waiting }: WaitingPair): Change {
  const receivedAt = deps.clock.now();
  const deliveryKey = `linked:${deps.hasher.hash(JSON.stringify([awaited, waiting, receivedAt]))}`;
  const { recordId } = waiting;
  const logId = logIdFor({ integrationId, receivedAt, deliveryKey, recordId }, (text) =>
    deps.hasher.hash(text),
  );
  return {
    ...{ schemaVersion: 1, integrationId, ...waiting },
    ...{ kind: 'upserted', cause: 'retry', receivedAt, deliveryKey, logId },
  };
}
