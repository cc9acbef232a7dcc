import type { JobExecution } from '../../domain/job.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { Hasher } from '../ports.ts';
import type { SyncContext } from '../sync/context.ts';
import type { RunDeps } from './run-deps.ts';
import type { StepPage } from './step-page.ts';
import { noCounts, sumOf, syncPage } from './sync-page.ts';

/** Short: a hundred fit into little more than a kilobyte, and two that are equal only spare one look. */
export const markOf = (hasher: Hasher, externalId: string): string => hasher.hash(externalId).slice(0, 12);

/** Most reads that one page may cost, and most deletions that the brake sees at once. */
const pairsAtOnce = 500;

/**
 * One page of the integration's pairs: each whose external record was not in the whole list of its stream is read.
 * Being absent proves nothing; only what is really gone is treated as deleted, within the brake. A list without a
 * single record proves the least of all: nothing is read for it, and the admin has been told.
 */
export async function checkAbsent(
  deps: RunDeps,
  context: SyncContext,
  job: JobExecution,
  streams: readonly string[],
): Promise<StepPage> {
  const { id } = context.integration;
  const seen = new Map(
    await Promise.all(
      streams.map(async (stream) => [stream, await deps.sweeps.marks(job.id, stream)] as const),
    ),
  );
  const request = { limit: pairsAtOnce, ...(job.cursor === undefined ? {} : { cursor: job.cursor }) };
  const page = await deps.pairs.list(id, {}, request);
  const absent = page.items.filter((mapping) => {
    const marks = seen.get(mapping.stream);
    if (marks === undefined || marks.size === 0) return false;
    return mayBeGone(mapping, job) && !marks.has(markOf(deps.hasher, mapping.externalId));
  });
  let counts = noCounts;
  for (const [name, mappings] of Map.groupBy(absent, ({ stream }) => stream)) {
    const [{ resourceType } = { resourceType: undefined }] = mappings;
    if (resourceType === undefined) continue;
    const missing = { records: [], deletedIds: mappings.map(({ externalId }) => externalId), next: null };
    const stream = { name, resourceType };
    counts = sumOf(counts, await syncPage(deps, context, job, stream, missing, deps.clock.now()));
  }
  return { counts, read: absent.length, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
}

/** What was linked during this run may have been missing when its page was read; the rest is decided or waits. */
const mayBeGone = (
  { createdAt, parted, awaiting, leftAlone }: IntegrationMapping,
  job: JobExecution,
): boolean =>
  createdAt < job.startedAt && parted === undefined && awaiting === undefined && leftAlone === undefined;
