import { afterFault, type Fault, faultOf } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import { lanes } from '../../domain/rate-limit.ts';
import type { Instant } from '../../domain/values.ts';
import { mapConcurrently, together } from '../concurrency.ts';
import { errorFields, faultFields } from '../error-fields.ts';
import { hold } from '../holding/hold.ts';
import { whyWaits } from '../holding/why-waits.ts';
import { metricsAbout } from '../metrics.ts';
import { noteFailure, noteSuccess, type OutageDeps } from '../outages/note-calls.ts';
import { inLane, laneOfChange } from '../quotas/lanes.ts';
import { heldForBudget } from '../quotas/when-no-more.ts';
import { type Bundle, bundled, type ChangeMessage, type FailedMessage } from './bundle.ts';
import type { Candidate, Ending } from './candidates.ts';
import type { SyncContext } from './context.ts';
import { createOutward } from './create-outward.ts';
import { fetchCandidates } from './fetch-candidates.ts';
import { needsReconnection, noteTrouble, type TroubleDeps } from './integration-trouble.ts';
import { noteEnd } from './note-end.ts';
import { park, parkedId } from './park.ts';
import { endOlder, parkOrRetry, type RetryDeps } from './park-or-retry.ts';
import { type SyncDeps, syncPairs } from './sync-pairs.ts';
import { keepingTries, recalled, recallTries } from './told.ts';

export type { ChangeMessage, FailedMessage } from './bundle.ts';

export interface ProcessDeps extends SyncDeps, RetryDeps, TroubleDeps, OutageDeps {
  /** The integration's context, perhaps some seconds old; `fresh` at most two, `now` not at all. */
  readonly context: (integrationId: string, fresh?: 'fresh' | 'now') => Promise<SyncContext | undefined>;
}

/**
 * Brings every pair that the messages hint at to the state that both sides have now. Answers the messages that must
 * come back, with the delay after which each is to be tried again; all others are done.
 */
export async function processChanges(
  deps: ProcessDeps,
  messages: readonly ChangeMessage[],
): Promise<readonly FailedMessage[]> {
  const bundles = bundled(messages);
  const integrations = [...new Set(bundles.map(({ newest }) => newest.change.integrationId))];
  const perIntegration = await mapConcurrently(integrations, 10, (integrationId) =>
    processIntegration(
      deps,
      integrationId,
      bundles.filter(({ newest }) => newest.change.integrationId === integrationId),
    ),
  );
  return perIntegration.flat();
}

async function processIntegration(
  given: ProcessDeps,
  integrationId: string,
  bundles: readonly Bundle[],
): Promise<readonly FailedMessage[]> {
  let deps = given;
  try {
    const context = await contextNow(deps, integrationId, bundles);
    if (context === undefined) return [];
    const { type } = context.integration;
    deps = { ...given, metrics: metricsAbout(given.metrics, { integrationType: type }) };
    const why = whyWaits(context);
    if (why !== undefined) return await holdAll(deps, bundles, why);
    const endings = await endInLanes(deps, context, bundles);
    if (endings.some((ending) => 'outcome' in ending)) await noteSuccess(deps, context);
    const failed = await mapConcurrently(bundles, 10, (item) =>
      conclude(
        deps,
        context,
        item,
        endings.find((ending) => ending.change === item.newest.change),
      ),
    );
    return failed.flat();
  } catch (error) {
    const fault = faultOf(error);
    deps.logger.error('changes could not be processed', {
      integrationId,
      ...errorFields(error),
    });
    countTries(deps, fault, bundles.length, integrationId);
    const refused = fault.kind === 'unauthorized' ? await deps.integrations.get(integrationId) : undefined;
    if (refused !== undefined) return awaitSignIn(deps, refused, bundles, fault);
    return retryAll(deps, bundles, fault);
  }
}

/**
 * A remembered context may not know yet that the integration goes on, or what an admin changed before these changes were
 * told; nothing is held or let go on its word.
 */
async function contextNow(
  deps: ProcessDeps,
  integrationId: string,
  bundles: readonly Bundle[],
): Promise<SyncContext | undefined> {
  const context = await deps.context(integrationId);
  if (context === undefined) return undefined;
  const known = context.integration.edition;
  const isOutdated = bundles.some(({ newest }) => (newest.change.edition ?? 1) > known);
  return isOutdated || whyWaits(context) !== undefined ? deps.context(integrationId, 'now') : context;
}

/** What somebody waits for goes first, and draws first on what the vendor allows. */
async function endInLanes(
  deps: ProcessDeps,
  context: SyncContext,
  bundles: readonly Bundle[],
): Promise<readonly Ending[]> {
  const endings: Ending[] = [];
  for (const lane of lanes) {
    const mine = bundles.filter(({ newest }) => laneOfChange(newest.change) === lane);
    if (mine.length > 0) endings.push(...(await endAll(deps, inLane(context, lane), mine)));
  }
  return endings;
}

async function endAll(
  deps: ProcessDeps,
  context: SyncContext,
  bundles: readonly Bundle[],
): Promise<readonly Ending[]> {
  const fetched = await fetchCandidates(
    deps,
    context,
    bundles.map(({ newest }) => newest.change),
  );
  const again = bundles.filter(wasTriedBefore).map(({ newest }) => newest.change);
  const told = await recallTries(deps.logs, again);
  const telling = { ...deps, logs: keepingTries(deps.logs, told) };
  const candidates = fetched
    .filter((item): item is Candidate => 'external' in item)
    .map((candidate) => recalled(candidate, told));
  const unpaired = fetched.filter((item) => 'unpaired' in item);
  const ends = fetched.filter((item): item is Ending => !('external' in item || 'unpaired' in item));
  const [created, synced] = await together([
    mapConcurrently(unpaired, 10, ({ change }) => createOutward(telling, context, change)),
    syncPairs(telling, context, candidates),
  ]);
  return [...ends, ...created, ...synced];
}

/** A try of this message may have died after its writes. */
const wasTriedBefore = ({ newest: { receiveCount, change } }: Bundle): boolean =>
  receiveCount > 1 || change.cause === 'retry';

async function conclude(
  deps: ProcessDeps,
  context: SyncContext,
  item: Bundle,
  ending: Ending | undefined,
): Promise<readonly FailedMessage[]> {
  if (ending === undefined)
    return parkOrRetry(deps, item, { kind: 'bug', message: 'A change ended nowhere.' });
  if ('outcome' in ending && ending.later !== undefined) {
    await park(deps, item.newest.change, ending.later, item.newest.receiveCount, 'held');
    noteEnd(deps, item.newest.change, 'held');
    await endOlder(deps, item, item.all);
    return [];
  }
  if ('outcome' in ending) {
    noteEnd(deps, item.newest.change, ending.outcome);
    await unpark(deps, item);
    await endOlder(deps, item, item.all);
    return [];
  }
  const { fault } = ending;
  const { integrationId, logId, resourceType } = item.newest.change;
  deps.logger.warn('a change failed', {
    ...{ integrationId, logId, resourceType, attempt: item.newest.receiveCount },
    ...faultFields(fault),
  });
  countTries(deps, fault, 1, integrationId);
  if ((await noteFailure(deps, context, fault)) === 'open') {
    // The remembered context would let everything behind this change call the system too.
    await deps.context(integrationId, 'now');
    await holdBundle(deps, item, `The other system does not answer (${fault.message}); the change waits.`);
    return [];
  }
  const response = afterFault(fault);
  const held = heldForBudget(deps, item, fault);
  if (held !== undefined) {
    await holdBundle(deps, item, `${fault.message} The change waits.`, held);
    return [];
  }
  if (response.act === 'retry') return parkOrRetry(deps, item, fault);
  if (response.act === 'reconnect') return awaitSignIn(deps, context.integration, [item], fault);
  if (response.act === 'stop-stream') await noteTrouble(deps, context.integration, fault);
  await park(deps, item.newest.change, fault, item.newest.receiveCount, 'rejected');
  noteEnd(deps, item.newest.change, 'rejected');
  await endOlder(deps, item, item.all);
  return [];
}

/** A try that failed for a reason nobody foresaw is counted for the version of the function too. */
function countTries({ metrics }: ProcessDeps, { kind }: Fault, tries: number, integrationId: string): void {
  metrics?.count('FailedTries', tries, { integrationId });
  if (kind === 'bug') metrics?.count('Bugs', tries, { integrationId });
}

/** The changes wait for an admin; one who signed in again in the meantime is not waited for. */
async function awaitSignIn(
  deps: ProcessDeps,
  integration: Integration,
  bundles: readonly Bundle[],
  fault: Fault,
): Promise<readonly FailedMessage[]> {
  await needsReconnection(deps, integration, fault);
  const current = await deps.integrations.get(integration.id);
  if (current !== undefined && current.credentialsSetAt !== integration.credentialsSetAt) {
    await deps.context(integration.id, 'fresh');
    return retryAll(deps, bundles, fault);
  }
  return holdAll(deps, bundles, `An admin has to sign in again (${fault.message}); the change waits.`);
}

/** What was parked and went through now is no longer waiting for anybody. */
async function unpark(deps: ProcessDeps, item: Bundle): Promise<void> {
  const retries = item.all.filter(({ change }) => change.cause === 'retry');
  await mapConcurrently(retries, 10, ({ change }) => deps.parked.remove(parkedId(change)));
}

async function retryAll(
  deps: ProcessDeps,
  bundles: readonly Bundle[],
  fault: Fault,
): Promise<readonly FailedMessage[]> {
  return (await mapConcurrently(bundles, 10, (item) => parkOrRetry(deps, item, fault))).flat();
}

/** Kept until the integration may go on, rather than lost. */
async function holdAll(
  deps: ProcessDeps,
  bundles: readonly Bundle[],
  why: string,
): Promise<readonly FailedMessage[]> {
  await mapConcurrently(bundles, 10, (item) => holdBundle(deps, item, why));
  return [];
}

async function holdBundle(deps: ProcessDeps, item: Bundle, why: string, until?: Instant): Promise<void> {
  await hold(deps, item.newest.change, why, until);
  noteEnd(deps, item.newest.change, 'held');
  await endOlder(deps, item, item.all);
}
