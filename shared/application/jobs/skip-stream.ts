import type { Fault, FaultKind } from '../../domain/fault.ts';
import type { JobExecution, LaterStep } from '../../domain/job.ts';
import type { SyncContext } from '../sync/context.ts';
import { saveJob } from './end-job.ts';
import { finishJob } from './finish-job.ts';
import type { RunDeps } from './run-deps.ts';
import { streamOf } from './streams.ts';

/** What a vendor says of one collection and not of the others: no right to it, none in this plan, gone, or changed. */
const aboutOneStream: readonly FaultKind[] = ['forbidden', 'not-found', 'rejected', 'drifted'];

export const isAboutOneStream = (job: JobExecution, { kind }: Fault): boolean =>
  job.streams.length > 0 && aboutOneStream.includes(kind);

/**
 * The run goes on without the stream that it cannot read. Nothing is concluded from what was not seen: the stream's
 * records are not looked for among the deleted, none of their kind is sent over, and the run ends as one that failed.
 */
export async function skipStream(
  deps: RunDeps,
  context: SyncContext,
  job: JobExecution,
  fault: Fault,
): Promise<JobExecution | 'stale'> {
  const [stream = '', ...streams] = job.streams;
  const { cursor: _begun, newest: _seen, ...kept } = job;
  const { exchange: _logged, ...said } = fault;
  const resourceType = await streamOf(deps.connectors, context.integration, stream);
  const neverRead = context.integration.lastSyncAt === undefined;
  const stays = (step: LaterStep): boolean =>
    step.kind !== 'local' || (!neverRead && step.resourceType !== resourceType);
  const without = (step: LaterStep): LaterStep =>
    step.kind === 'absent' ? { ...step, streams: step.streams.filter((name) => name !== stream) } : step;
  const next: JobExecution = {
    ...kept,
    streams,
    since: null,
    readBefore: job.totalRecords,
    ...(job.later === undefined ? {} : { later: job.later.filter(stays).map(without) }),
    skipped: [...(job.skipped ?? []), { stream, fault: said }],
    updatedAt: deps.clock.now(),
  };
  if (streams.length === 0 && (next.later ?? []).length === 0) return finishJob(deps, context, next);
  return saveJob(deps, { ...next, version: job.version + 1 });
}
