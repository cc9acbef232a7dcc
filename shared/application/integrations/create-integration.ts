import type { ConnectionReport } from '../../domain/external.ts';
import { faultOf } from '../../domain/fault.ts';
import { flowsIn, type Integration } from '../../domain/integration.ts';
import { startJob } from '../jobs/start-job.ts';
import type { Credentials } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { recordAct } from './audit.ts';
import { checkConnection } from './check-connection.ts';
import type { AdminDeps } from './deps.ts';
import { registerWebhooks, unregisterWebhooks, webhookEndpoint } from './webhooks.ts';

export type NewIntegration = Pick<
  Integration,
  | 'name'
  | 'type'
  | 'baseUrl'
  | 'authType'
  | 'settings'
  | 'syncDirection'
  | 'syncFrequency'
  | 'dataTypes'
  | 'conflictStrategy'
  | 'customMergeRules'
  | 'whenPaused'
  | 'matchMode'
  | 'deletePolicies'
> & { readonly credentials: Credentials };

export interface CreatedIntegration {
  readonly integration: Integration;
  readonly webhookEndpoint: string;
  readonly webhookSecret: string;
  readonly jobId: string;
  readonly warnings: readonly string[];
}

/**
 * Connects an external system: settings and credentials are tried first, then everything is stored, webhooks are
 * registered where the vendor has them, the schedule is made and the first import starts. What fails half-way is
 * taken back.
 */
export async function createIntegration(
  deps: AdminDeps,
  request: NewIntegration,
  actor: string,
): Promise<CreatedIntegration | Refusal> {
  const errors = [
    ...deps.connectors.facts(request.type).checkSettings(request.settings),
    ...deps.connectors.facts(request.type).checkCredentials(request.authType, request.credentials),
  ];
  if (errors.length > 0) return { refused: 'invalid', errors };
  const report = await checkConnection(deps, request, request.credentials);
  if (!report.ok) return { refused: 'connection-failed', steps: report.steps };
  const integration = draftIntegration(deps, request, actor);
  if ((await deps.integrations.create(integration)) === 'name-taken') return nameTaken(request.name);
  try {
    return await connect(deps, integration, request.credentials, report, actor);
  } catch (error) {
    await undo(deps, integration);
    throw error;
  }
}

export const nameTaken = (name: string): Refusal => ({
  refused: 'name-taken',
  message: `There is already an integration called "${name}".`,
});

function draftIntegration(deps: AdminDeps, request: NewIntegration, actor: string): Integration {
  const { credentials: _kept, ...settings } = request;
  const now = deps.clock.now();
  return {
    schemaVersion: 1,
    id: deps.ids.next('int'),
    version: 1,
    ...settings,
    status: 'ACTIVE',
    autoRecover: true,
    webhooks: [],
    pendingHandshake: {
      nonce: deps.randomness.nonce(),
      until: new Date(Date.parse(now) + 600_000).toISOString(),
    },
    credentialsSetAt: now,
    createdAt: now,
    createdBy: actor,
    updatedAt: now,
  };
}

async function connect(
  deps: AdminDeps,
  draft: Integration,
  credentials: Credentials,
  report: ConnectionReport,
  actor: string,
): Promise<CreatedIntegration> {
  const secret = deps.randomness.secret();
  await Promise.all([
    deps.secrets.saveCredentials(draft.id, credentials),
    deps.secrets.saveWebhookSecrets(draft.id, { default: [secret] }),
    saveFieldMappings(deps, draft),
  ]);
  const { integration, warnings } = flowsIn(draft.syncDirection)
    ? await registerWebhooks(deps, draft, credentials, secret)
    : { integration: draft, warnings: [] };
  await deps.schedules.put(integration);
  const started = await startJob(deps, integration, {
    jobType: 'INITIAL_IMPORT',
    startedBy: actor,
    fullSync: true,
  });
  await recordAct(deps, actor, 'integration.created', integration.id, null, {
    name: integration.name,
    type: integration.type,
    account: report.account ?? null,
  });
  return {
    integration,
    webhookEndpoint: webhookEndpoint(deps.publicBaseUrl, integration.id),
    webhookSecret: secret,
    jobId: started.outcome === 'started' ? started.job.id : started.jobId,
    warnings,
  };
}

async function saveFieldMappings(deps: AdminDeps, integration: Integration): Promise<void> {
  const sets = deps.connectors.facts(integration.type).defaultFieldMappings(integration.settings);
  await Promise.all(
    sets.map((set) =>
      deps.fieldMappings.save({ ...set, schemaVersion: 1, integrationId: integration.id, version: 1 }),
    ),
  );
}

async function undo(deps: AdminDeps, draft: Integration): Promise<void> {
  const integration = (await deps.integrations.get(draft.id).catch(() => undefined)) ?? draft;
  await unregisterWebhooks(deps, integration).catch(() => []);
  const steps = [
    deps.schedules.remove(integration.id),
    deps.secrets.removeAll(integration.id),
    deps.integrations.remove(integration, deps.clock.now()),
  ];
  for (const result of await Promise.allSettled(steps)) {
    if (result.status === 'rejected') {
      deps.logger.error('an unfinished integration was not removed whole', {
        integrationId: integration.id,
        error: faultOf(result.reason).message,
      });
    }
  }
}
