import { retryDelaySeconds } from '../../domain/backoff.ts';
import { type Change, groupOf } from '../../domain/change.ts';
import { afterFault, type Fault, faultOf } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import { mapConcurrently, together } from '../concurrency.ts';
import { hold } from '../holding/hold.ts';
import { whyWaits } from '../holding/why-waits.ts';
import { noteFailure, noteSuccess, type OutageDeps } from '../outages/note-calls.ts';
import type { Logger } from '../ports.ts';
import type { Candidate, Ending } from './candidates.ts';
import type { SyncContext } from './context.ts';
import { createOutward } from './create-outward.ts';
import { endChange } from './end-change.ts';
import { fetchCandidates } from './fetch-candidates.ts';
import { needsReconnection, noteTrouble, type TroubleDeps } from './integration-trouble.ts';
import { type ParkDeps, park, parkedId } from './park.ts';
import { type SyncDeps, syncPairs } from './sync-pairs.ts';
import { recallTries } from './told.ts';

export interface ProcessDeps extends SyncDeps, ParkDeps, TroubleDeps, OutageDeps {
  /** The integration's context, perhaps some seconds old; `fresh` at most two. */
  readonly context: (integrationId: string, fresh?: 'fresh') => Promise<SyncContext | undefined>;
  readonly logger: Logger;
  /** Factor on every retry delay; 1 in production. */
  readonly retryTimeScale: number;
}

/** One message of changes.fifo. `receiveCount` starts at 1. */
export interface ChangeMessage {
  readonly messageId: string;
  readonly receiveCount: number;
  readonly change: Change;
}

export interface FailedMessage {
  readonly messageId: string;
  readonly delaySeconds: number;
}

/** Messages about one pair that arrived together: the newest is looked at, all end or fail together. */
interface Bundle {
  readonly newest: ChangeMessage;
  readonly all: readonly ChangeMessage[];
}

/**
 * Brings every pair that the messages hint at to the state that both sides have now. Answers the messages that must
 * come back, with the delay after which each is to be tried again; all others are done.
 */
export async function processChanges(
  deps: ProcessDeps,
  messages: readonly ChangeMessage[],
): Promise<readonly FailedMessage[]> {
  const bundles = bundle(messages);
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

function bundle(messages: readonly ChangeMessage[]): readonly Bundle[] {
  const groups = Map.groupBy(messages, (message) => groupOf(message.change));
  return [...groups.values()].flatMap((all) => {
    const newest = all.at(-1);
    return newest === undefined ? [] : [{ newest, all }];
  });
}

async function processIntegration(
  deps: ProcessDeps,
  integrationId: string,
  bundles: readonly Bundle[],
): Promise<readonly FailedMessage[]> {
  try {
    const context = await contextNow(deps, integrationId);
    if (context === undefined) return [];
    const why = whyWaits(context);
    if (why !== undefined) return await holdAll(deps, bundles, why);
    const endings = await endAll(deps, context, bundles);
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
      fault: fault.kind,
      error: fault.message,
    });
    const refused = fault.kind === 'unauthorized' ? await deps.integrations.get(integrationId) : undefined;
    if (refused !== undefined) return awaitSignIn(deps, refused, bundles, fault);
    return bundles.flatMap((item) => retryAll(deps, item, fault));
  }
}

/** A remembered context may not know yet that the integration goes on; nothing is held on its word. */
async function contextNow(deps: ProcessDeps, integrationId: string): Promise<SyncContext | undefined> {
  const context = await deps.context(integrationId);
  if (context === undefined || whyWaits(context) === undefined) return context;
  return deps.context(integrationId, 'fresh');
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
  const again = new Set(bundles.filter(wasTriedBefore).map(({ newest }) => newest.change));
  const found = fetched.filter((item): item is Candidate => 'external' in item);
  const candidates = [
    ...found.filter(({ change }) => !again.has(change)),
    ...(await recallTries(
      deps.logs,
      found.filter(({ change }) => again.has(change)),
    )),
  ];
  const unpaired = fetched.filter((item) => 'unpaired' in item);
  const ends = fetched.filter((item): item is Ending => !('external' in item || 'unpaired' in item));
  const [created, synced] = await together([
    mapConcurrently(unpaired, 10, ({ change }) => createOutward(deps, context, change)),
    syncPairs(deps, context, candidates),
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
  if (ending === undefined) return retryAll(deps, item, { kind: 'bug', message: 'A change ended nowhere.' });
  if ('outcome' in ending && ending.later !== undefined) {
    await park(deps, item.newest.change, ending.later, item.newest.receiveCount, 'held');
    await endSuperseded(deps, item);
    return [];
  }
  if ('outcome' in ending) {
    await unpark(deps, item);
    await endSuperseded(deps, item);
    return [];
  }
  const { fault } = ending;
  const { integrationId, logId } = item.newest.change;
  deps.logger.warn('a change failed', { integrationId, logId, fault: fault.kind, error: fault.message });
  if ((await noteFailure(deps, context, fault)) === 'open') {
    // The remembered context would let everything behind this change call the system too.
    await deps.context(integrationId, 'fresh');
    await holdBundle(deps, item, `The other system does not answer (${fault.message}); the change waits.`);
    return [];
  }
  const response = afterFault(fault);
  if (response.act === 'retry') return retryAll(deps, item, fault);
  if (response.act === 'reconnect') return awaitSignIn(deps, context.integration, [item], fault);
  if (response.act === 'stop-stream') await noteTrouble(deps, context.integration, fault);
  await park(deps, item.newest.change, fault, item.newest.receiveCount, 'rejected');
  await endSuperseded(deps, item);
  return [];
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
    return bundles.flatMap((item) => retryAll(deps, item, fault));
  }
  return holdAll(deps, bundles, `An admin has to sign in again (${fault.message}); the change waits.`);
}

/** What was parked and went through now is no longer waiting for anybody. */
async function unpark(deps: ProcessDeps, item: Bundle): Promise<void> {
  const retries = item.all.filter(({ change }) => change.cause === 'retry');
  await mapConcurrently(retries, 10, ({ change }) => deps.parked.remove(parkedId(change)));
}

/**
 * Older hints about the same pair end with the newest one: what they told of has been looked at. One that ended
 * before and was delivered again keeps its entry.
 */
async function endSuperseded(deps: ProcessDeps, item: Bundle): Promise<void> {
  const older = item.all.filter(
    (message) => message !== item.newest && message.change.logId !== item.newest.change.logId,
  );
  await mapConcurrently(older, 10, ({ change }) => endChange(deps, change, 'superseded'));
}

function retryAll(deps: ProcessDeps, item: Bundle, fault: Fault): readonly FailedMessage[] {
  const response = afterFault(fault);
  const asked = response.act === 'retry' ? response.delaySeconds : undefined;
  return item.all.map(({ messageId, receiveCount, change }) => ({
    messageId,
    delaySeconds:
      asked === undefined
        ? retryDelaySeconds(receiveCount, spreadOf(change.logId), deps.retryTimeScale)
        : Math.ceil(asked * Math.min(1, deps.retryTimeScale)),
  }));
}

/** A number in [0, 1) that is the same for the same entry, so that retries are spread but repeatable. */
const spreadOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) / 997;

/** Kept until the integration may go on, rather than lost. */
async function holdAll(
  deps: ProcessDeps,
  bundles: readonly Bundle[],
  why: string,
): Promise<readonly FailedMessage[]> {
  await mapConcurrently(bundles, 10, (item) => holdBundle(deps, item, why));
  return [];
}

async function holdBundle(deps: ProcessDeps, item: Bundle, why: string): Promise<void> {
  await hold(deps, item.newest.change, why);
  await endSuperseded(deps, item);
}
