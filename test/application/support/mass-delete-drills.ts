import { runPages } from '../../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../../shared/application/jobs/start-job.ts';
import { agreedPairs, gone, pending } from './agreed-pairs.ts';
import { work } from './here.ts';
import { hint, type World } from './world.ts';

/** What a drill left behind. */
export interface Drilled {
  readonly linked: number;
  /** Records deleted or archived here, or deleted over there, and pairs parted. */
  readonly lost: number;
  readonly run: string;
  readonly integration: string;
  /** Everything that an admin is told: the integration's last error and the approvals that wait. */
  readonly notices: readonly string[];
}

const linked = 60;
const ids = Array.from({ length: linked }, (_, at) => `tasks-new-${at + 1}`);
const always = Number.POSITIVE_INFINITY;

async function run(world: World): Promise<string> {
  const job = { jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true } as const;
  const started = await startJob(world.deps, world.integration, job);
  if (started.outcome === 'busy') throw new Error('A run is still going.');
  const { id: jobId } = started.job;
  const message = { schemaVersion: 1, kind: 'page', jobId, integrationId: 'int-1', page: 0 } as const;
  await runPages(world.deps, message, () => true);
  return world.memory.jobs.get(jobId)?.status ?? 'gone';
}

/** Every record reported deleted, by webhooks and by the lists. */
async function reportAll(world: World): Promise<string> {
  world.vendor.reportedDeleted = [...ids];
  const state = await run(world);
  await work(world, world.changes.takeAll());
  await work(
    world,
    ids.map((id) => hint(id, `deleted-${id}`, { kind: 'deleted' })),
  );
  return state;
}

const staged: { readonly [title: string]: (world: World) => Promise<string> } = {
  'a truncated page': (world) => {
    world.vendor.fail('list', { kind: 'drifted', message: 'The answer breaks off in the middle.' }, always);
    return run(world);
  },
  'a 200 with an empty list': (world) => {
    world.vendor.records.clear();
    return run(world);
  },
  'a 403 where a deleted record would answer 404': (world) => {
    world.vendor.fail('get', { kind: 'forbidden', message: 'The account may not read tasks.' }, always);
    return reportAll(world);
  },
  'a revoked scope that hides every record behind a 404': (world) => {
    for (let n = 1; n <= linked; n++) gone(world, n);
    return reportAll(world);
  },
  'a revoked sign-in': (world) => {
    world.vendor.fail('get', { kind: 'unauthorized', message: 'The token was revoked.' }, always);
    return reportAll(world);
  },
};

export const drills = Object.keys(staged);

/** Plays a drill on pairs whose deletions are followed: whatever is taken for a deletion would delete. */
export async function drill(title: string): Promise<Drilled> {
  const world = await agreedPairs(linked, { deletePolicies: { TASKS: 'follow' } });
  const state = (await staged[title]?.(world)) ?? 'unknown drill';
  const { records, mappings, integrations } = world.memory;
  const kept = [...records.values()].filter(({ archivedAt }) => archivedAt === undefined).length;
  const deletedThere = world.vendor.writes.filter((write) => write.startsWith('delete')).length;
  const parted = [...mappings.values()].filter((mapping) => mapping.parted !== undefined).length;
  const integration = integrations.get('int-1');
  const approvals = (await pending(world)).map(({ count, reason }) => `${count} wait: ${reason}`);
  return {
    linked: mappings.size,
    lost: linked - kept + deletedThere + parted,
    run: state,
    integration: integration?.status ?? 'gone',
    notices: [
      ...(integration?.lastErrorMessage === undefined ? [] : [integration.lastErrorMessage]),
      ...approvals,
    ],
  };
}
