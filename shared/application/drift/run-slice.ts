import { elapsed } from '../../domain/dates.ts';
import type { DriftRound } from '../../domain/drift.ts';
import { isComparisonDue } from '../../domain/drift.ts';
import { afterFault, type Fault, FaultError, faultOf } from '../../domain/fault.ts';
import { whyWaits } from '../holding/why-waits.ts';
import { inLane } from '../quotas/lanes.ts';
import { loadWork, type SyncContext } from '../sync/context.ts';
import type { DriftDeps } from './deps.ts';
import { finishRound } from './finish-round.ts';
import { hintStep } from './hint.ts';
import { listStep } from './list-step.ts';
import { lookAgainStep } from './look-again-step.ts';
import { readStep } from './read-step.ts';
import { startRound } from './start-round.ts';
import { walkStep } from './walk-step.ts';
import { type Witness, witnessOf } from './witness.ts';

/** Requests that one slice may ask: a round that nobody waits for gets one slice in five minutes. */
const requestsASlice = { background: 10, asked: 100 } as const;
/** Others of the integration wait as long, so it is short. */
const longestWaitSeconds = 60;
/** So many pairs wait for their second look before the lists go on. */
const mostHinted = 200;

interface Tools {
  readonly context: SyncContext;
  readonly witness: Witness;
  readonly seenIn: (stream: string) => Promise<ReadonlySet<string>>;
}

/**
 * The next slice of an integration's comparison, or the first one if it is time for another. Yields to runs, and does
 * nothing while the integration rests or its system is down; then the next slice comes in five minutes. Throws
 * `rate-limited` where somebody waits and the round goes on in a moment.
 */
export async function runSlice(
  deps: DriftDeps,
  integrationId: string,
  mayGoOn: () => boolean,
): Promise<void> {
  const context = await loadWork(deps, integrationId);
  if (context === undefined || whyWaits(context) !== undefined) return;
  if ((await deps.jobs.current(integrationId))?.status === 'RUNNING') return;
  let round = await roundOf(deps, context);
  if (round === undefined) return;
  const witness = witnessOf(deps, integrationId);
  const tools = { context: inLane(context, 'compare'), witness, seenIn: seenIn(deps, round.id) };
  const asked = isAsked(round);
  const most = round.requests + requestsASlice[asked ? 'asked' : 'background'];
  do {
    const waitMs = waitOf(deps, round);
    if (waitMs > 0) return asked ? comeBack(waitMs) : undefined;
    const next = await tried(deps, tools, round);
    if (next === undefined) return;
    round = { ...next, version: round.version + 1, updatedAt: deps.clock.now() };
    if ((await deps.drift.put(round)) === 'stale' || round.endedAt !== undefined) return;
  } while (round.requests < most && mayGoOn());
  if (asked) await deps.jobQueue.send({ schemaVersion: 1, kind: 'drift', integrationId });
}

/** Somebody waits for it. */
const isAsked = ({ startedBy }: DriftRound): boolean => startedBy !== 'schedule';

/** The vendor allows more requests before the next slice would come by itself. */
const isShort = ({ kind, retryAfterSeconds = 60 }: Fault): boolean =>
  kind === 'rate-limited' && retryAfterSeconds <= longestWaitSeconds;

/** The round that goes on, or the one that is due. */
async function roundOf(deps: DriftDeps, { integration }: SyncContext): Promise<DriftRound | undefined> {
  const last = await deps.drift.get(integration.id);
  if (last !== undefined && last.endedAt === undefined) return last;
  if (!isComparisonDue(integration, last, deps.clock.now())) return undefined;
  const { outcome, round } = await startRound(deps, integration, 'schedule');
  return outcome === 'started' ? round : undefined;
}

function seenIn({ sweeps }: DriftDeps, roundId: string): Tools['seenIn'] {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  return (stream) => {
    const marks = known.get(stream) ?? sweeps.marks(roundId, stream);
    known.set(stream, marks);
    return marks;
  };
}

type Step = 'hint' | 'read' | 'again' | 'list' | 'walk' | 'finish';

function stepOf({ reads, hinted, streams, walking }: DriftRound): Step {
  if (hinted.some(({ asked }) => asked === undefined)) return 'hint';
  if (reads.length > 0) return 'read';
  if (hinted.length >= mostHinted) return 'again';
  if (streams.length > 0) return 'list';
  if (walking) return 'walk';
  return hinted.length > 0 ? 'again' : 'finish';
}

/** Milliseconds until there is something to do: pairs that the sync was asked to look at get time for it. */
function waitOf({ clock }: DriftDeps, round: DriftRound): number {
  if (stepOf(round) !== 'again') return 0;
  const now = clock.now();
  return Math.max(0, Math.min(...round.hinted.map(({ asked }) => elapsed(now, asked?.lookAt ?? now))));
}

function comeBack(waitMs: number): never {
  const retryAfterSeconds = Math.min(longestWaitSeconds, Math.ceil(waitMs / 1000));
  const message = 'The sync looks at what differs; the comparison goes on after that.';
  throw new FaultError({ kind: 'rate-limited', message, retryAfterSeconds });
}

/** The round after its next step; `undefined` where it has to be tried again later. */
async function tried(deps: DriftDeps, tools: Tools, round: DriftRound): Promise<DriftRound | undefined> {
  const { context, witness } = tools;
  const [stream = ''] = round.streams;
  const step = stepOf(round);
  try {
    if (step === 'hint') return await hintStep(deps, round);
    if (step === 'read') return await readStep(deps, context, witness, round);
    if (step === 'again') return await lookAgainStep(deps, context, witness, round);
    if (step === 'list') return await listStep(deps, context, witness, round, stream);
    return step === 'walk'
      ? await walkStep(deps, context, tools.seenIn, round)
      : await finishRound(deps, round);
  } catch (error) {
    const fault = faultOf(error);
    const { act } = afterFault(fault);
    if (step === 'list' && (act === 'stop-stream' || act === 'park'))
      return without(round, stream, fault.message);
    if (isAsked(round) && isShort(fault)) throw new FaultError(fault);
    const about = { integrationId: round.integrationId, fault: fault.kind };
    // Another slice mends no mistake of ours: somebody has to read of it.
    if (fault.kind === 'bug') deps.logger.error('a comparison of both sides cannot go on', about);
    else deps.logger.info('a comparison of both sides goes on later', about);
    return undefined;
  }
}

/** The round without a stream that cannot be listed. */
function without(round: DriftRound, stream: string, why: string): DriftRound {
  const { cursor: _begun, ...rest } = round;
  return { ...rest, streams: round.streams.slice(1), skipped: [...round.skipped, { stream, why }] };
}
