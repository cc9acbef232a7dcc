import { withAnswer } from '../../domain/answer-times.ts';
import { addSeconds, elapsed } from '../../domain/dates.ts';
import type { ExternalPage, ExternalRecord } from '../../domain/external.ts';
import type { JobExecution } from '../../domain/job.ts';
import type { Instant } from '../../domain/values.ts';
import type { SyncContext } from '../sync/context.ts';
import { markOf } from './check-absent.ts';
import { tellOfEmptyList } from './empty-list.ts';
import { saveJob } from './end-job.ts';
import { finishJob, markRead } from './finish-job.ts';
import type { RunDeps } from './run-deps.ts';
import { streamOf } from './streams.ts';
import { counted, syncPage } from './sync-page.ts';

/** Re-reading this much before the newest change seen heals equal time-stamps and late commits at the vendor. */
const overlapSeconds = 60;

/** One page of a stream: synced in place, then the job's place saved; at the stream's end its checkpoint moves on. */
export async function readPage(
  deps: RunDeps,
  context: SyncContext,
  job: JobExecution,
  stream: string,
): Promise<JobExecution | 'stale'> {
  const { id } = context.integration;
  const checkpoint = await deps.checkpoints.get(id, stream);
  const since = job.cursor === undefined ? (job.fullSync ? null : checkpoint.since) : job.since;
  const askedAt = deps.clock.now();
  const page = await context.system.list(stream, { since, cursor: job.cursor ?? null });
  const answerTimes = withAnswer(job.answerTimes, elapsed(askedAt, deps.clock.now()));
  const source = { name: stream, resourceType: await streamOf(deps.connectors, context.integration, stream) };
  const counts = await syncPage(deps, context, job, source, page, askedAt);
  if (since === null && job.cursor === undefined)
    await tellOfEmptyList(deps, context.integration, source, page);
  if (since === null) await noteSeen(deps, job, stream, page);
  const saved = await saveJob(deps, {
    ...counted(advance(job, page, deps.clock.now()), counts),
    ...{ since, answerTimes },
  });
  if (saved === 'stale' || page.next !== null) return saved;
  if (saved.newest !== undefined) {
    const upTo = addSeconds(earlier(saved.newest, saved.until), -overlapSeconds);
    if (checkpoint.since === null || upTo > checkpoint.since)
      await deps.checkpoints.advance(id, checkpoint, upTo);
  }
  const read = [...(saved.read ?? []), { stream, at: deps.clock.now() }];
  return nextStream(deps, context, { ...saved, read });
}

async function noteSeen(deps: RunDeps, job: JobExecution, stream: string, page: ExternalPage): Promise<void> {
  const compared = (job.later ?? []).some((step) => step.kind === 'absent' && step.streams.includes(stream));
  if (!compared) return;
  const marks = page.records.map((record) => markOf(deps.hasher, record.id));
  await deps.sweeps.note(job.id, stream, job.pages, marks);
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** The job after this page: cursor on, and at the stream's end the newest change seen kept once more. */
function advance(job: JobExecution, page: ExternalPage, now: Instant): JobExecution {
  const { cursor: _done, expectedRecords: _before, ...kept } = job;
  const newest = newestOf(page.records, job.newest);
  const last = job.streams.length === 1;
  const before = job.readBefore ?? 0;
  return {
    ...kept,
    version: job.version + 1,
    ...(page.next === null ? {} : { cursor: page.next }),
    ...(newest === undefined ? {} : { newest }),
    pages: job.pages + 1,
    retryCount: 0,
    totalRecords: job.totalRecords + page.records.length,
    ...(last && page.total !== undefined ? { expectedRecords: before + page.total } : {}),
    updatedAt: now,
  };
}

const newestOf = (records: readonly ExternalRecord[], known: Instant | undefined): Instant | undefined =>
  records.reduce<Instant | undefined>(
    (newest, { updatedAt }) =>
      updatedAt !== undefined && (newest === undefined || updatedAt > newest) ? updatedAt : newest,
    known,
  );

async function nextStream(
  deps: RunDeps,
  context: SyncContext,
  job: JobExecution,
): Promise<JobExecution | 'stale'> {
  const { newest: _seen, ...kept } = job;
  const rest: JobExecution = {
    ...kept,
    streams: job.streams.slice(1),
    since: null,
    readBefore: job.totalRecords,
  };
  if (rest.streams.length === 0) {
    if ((rest.later ?? []).length === 0) return finishJob(deps, context, rest);
    if (rest.skipped === undefined) await markRead(deps, context.integration.id);
  }
  return saveJob(deps, { ...rest, version: job.version + 1, updatedAt: deps.clock.now() });
}
