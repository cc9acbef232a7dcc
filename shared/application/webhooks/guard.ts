import type { ExternalSystem } from '../../domain/external.ts';
import { faultOf } from '../../domain/fault.ts';
import { flowsIn, type Integration, isRunning } from '../../domain/integration.ts';
import { clearAlert } from '../alerts/clear-alert.ts';
import { type RaiseDeps, raiseAlert } from '../alerts/raise-alert.ts';
import { connectStored } from '../credentials/connect-stored.ts';
import type { SignInDeps } from '../credentials/deps.ts';
import { errorFields } from '../error-fields.ts';
import { recordAct } from '../integrations/audit.ts';
import { type StartDeps, startJob } from '../jobs/start-job.ts';
import type { AuditStore, IntegrationStore, LogStore } from '../ports.ts';
import { newHandshake, type RegisterDeps, registerWebhooks, unregisterAll } from './register.ts';
import { tellSilence } from './tell-silence.ts';

export interface GuardDeps extends RaiseDeps, SignInDeps, RegisterDeps, StartDeps {
  readonly integrations: IntegrationStore;
  readonly logs: LogStore;
  readonly audit: AuditStore;
}

/** What the guardian found: nothing to do, hooks as they should be, registered again, or still missing. */
export type Guarded = 'not-now' | 'well' | 'mended' | 'broken';

/**
 * Looks whether the vendor still has our webhooks and sends to them, prolongs those that expire, and registers them again
 * where one is gone, switched off or was never registered; what was missed meanwhile is then fetched by a run. Registering
 * takes all of them away first: vendors count them, and each belongs to one secret.
 */
export async function guardWebhooks(deps: GuardDeps, integrationId: string): Promise<Guarded> {
  const integration = await deps.integrations.get(integrationId);
  if (integration === undefined || !isRunning(integration.status)) return 'not-now';
  if (!flowsIn(integration.syncDirection)) return 'not-now';
  const connected = await connectStored(deps, integration);
  const system = connected.inLane?.('sweep') ?? connected;
  const problem = integration.webhookProblem ?? (await whatIsWrong(system, integration));
  if (problem !== undefined) return mend(deps, integration, system, problem);
  await tellSilence(deps, integration);
  return 'well';
}

/** Why the hooks have to be registered again, as a sentence; `undefined` where they do not have to be. */
async function whatIsWrong(system: ExternalSystem, { webhooks }: Integration): Promise<string | undefined> {
  for (const hook of webhooks) {
    const state = await system.checkWebhook(hook);
    if (state === 'gone') return 'The other system no longer had a webhook of ours.';
    if (state === 'inactive') return 'The other system had switched a webhook of ours off.';
    await system.renewWebhook(hook);
  }
  return undefined;
}

async function mend(
  deps: GuardDeps,
  before: Integration,
  system: ExternalSystem,
  problem: string,
): Promise<Guarded> {
  const draft: Integration = {
    ...before,
    ...{ version: before.version + 1, webhooks: [], webhookProblem: problem },
    pendingHandshake: newHandshake(deps),
  };
  if ((await deps.integrations.put(draft)) !== 'written') return 'not-now';
  const left = await unregisterAll(system, before);
  if (left.length > 0)
    deps.logger.warn('webhooks could not be taken away', { integrationId: before.id, count: left.length });
  const { integration, problem: stays } = await registerWebhooks(deps, draft, system);
  const about = { integrationId: before.id, kind: 'webhooks', cause: 'webhooks' } as const;
  if (stays !== undefined) {
    await raiseAlert(deps, {
      ...about,
      severity: 'warning',
      sentence: `The other system sends us no webhooks (${stays}). Changes arrive with the scheduled runs, and later.`,
      cure: 'Look at what the connection test says of webhooks, and at the page about this system: rights or the plan may not allow them. It is tried again every hour.',
    });
    return 'broken';
  }
  await recordAct(deps, 'guardian', 'webhooks.registered', before.id, before.webhooks.length, {
    registered: integration.webhooks.length,
    reason: problem,
  });
  const request = { jobType: 'SCHEDULED_SYNC', startedBy: 'guardian', fullSync: false } as const;
  await startJob(deps, integration, request);
  await clearAlert(deps, {
    ...about,
    sentence: 'The webhooks are registered again; what they missed is fetched.',
  });
  return 'mended';
}

/** As `guardWebhooks`, but a system that cannot be asked now is asked in an hour. */
export async function guardOrLater(deps: GuardDeps, integrationId: string): Promise<Guarded> {
  try {
    return await guardWebhooks(deps, integrationId);
  } catch (error) {
    const { kind } = faultOf(error);
    const about = { integrationId, ...errorFields(error) };
    // Another look in an hour mends no mistake of ours: somebody has to read of it.
    if (kind === 'bug') deps.logger.error('the webhooks could not be looked at', about);
    else deps.logger.info('the webhooks are looked at later', about);
    return 'not-now';
  }
}
