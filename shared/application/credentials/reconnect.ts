import { type Integration, isRunning } from '../../domain/integration.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { waitingItems } from '../holding/waiting-items.ts';
import { recordAct } from '../integrations/audit.ts';
import { followIntegration } from '../jobs/follow-integration.ts';
import { startJob } from '../jobs/start-job.ts';
import type { AuditStore, Connectors, IntegrationStore, JobQueue, JobStore, ParkedStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { type StoreDeps, storeSignIn } from './store-sign-in.ts';
import { type TryDeps, trySignIn } from './try-sign-in.ts';

export interface ReconnectDeps extends TryDeps, StoreDeps {
  readonly integrations: IntegrationStore;
  readonly connectors: Connectors;
  readonly jobs: JobStore;
  readonly jobQueue: JobQueue;
  readonly audit: AuditStore;
  readonly parked: Pick<ParkedStore, 'list'>;
}

export interface Reconnected {
  readonly integration: Integration;
  /** The run that catches up, or the one that was going anyway; `null` for an integration that rests. */
  readonly jobId: string | null;
  /** Changes that waited and go on now. */
  readonly woken: number;
}

const tries = 5;
export const busy: Refusal = {
  refused: 'unfinished',
  message: 'The sign-in before is being renewed at this moment; the new one was not stored.',
};

/**
 * Signs an integration in again, in one step: the values are tried and stored, an integration that stopped for lack of
 * them goes on, what waited is due, and a run catches up with what was missed. A schedule that rested with the
 * integration is woken by the check for drift within minutes; the run does not wait for it.
 */
export async function reconnect(
  deps: ReconnectDeps,
  integration: Integration,
  values: SignInValues,
  actor: string,
): Promise<Reconnected | Refusal> {
  const tried = await trySignIn(deps, integration, values);
  if (!tried.report.ok) return { refused: 'connection-failed', steps: tried.report.steps };
  if ((await storeSignIn(deps, integration.id, tried.values)) === 'busy') return busy;
  const after = await goOn(deps, integration.id);
  if (after === undefined)
    return { refused: 'stale', message: `"${integration.name}" keeps changing. Try again in a moment.` };
  await recordAct(
    deps,
    actor,
    'integration.signed-in',
    integration.id,
    { status: integration.status },
    { status: after.status, account: tried.report.account ?? null, credentials: 'replaced' },
  );
  if (!isRunning(after.status)) return { integration: after, jobId: null, woken: 0 };
  const waiting = await waitingItems(deps.parked, after.id, deps.clock.now());
  await followIntegration(deps, after.id, after.status);
  return { integration: after, jobId: await catchUp(deps, after, actor), woken: waiting.length };
}

/** A worker may write the integration at the same moment; then the act is repeated on what it wrote. */
async function goOn(deps: ReconnectDeps, id: string): Promise<Integration | undefined> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const current = await deps.integrations.get(id);
    if (current === undefined) return undefined;
    const now = deps.clock.now();
    const after: Integration = {
      ...current,
      version: current.version + 1,
      status: current.status === 'ERROR' ? 'ACTIVE' : current.status,
      credentialsSetAt: now,
      updatedAt: now,
    };
    if ((await deps.integrations.put(after)) === 'written') return after;
  }
  return undefined;
}

async function catchUp(deps: ReconnectDeps, integration: Integration, actor: string): Promise<string> {
  const started = await startJob(deps, integration, {
    jobType: 'MANUAL_SYNC',
    startedBy: actor,
    fullSync: false,
  });
  return started.outcome === 'started' ? started.job.id : started.jobId;
}
