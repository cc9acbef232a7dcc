import { type DeletePolicies, deletePoliciesFrom } from '../../domain/delete-policy.ts';
import type { ConnectionReport } from '../../domain/external.ts';
import { flowsIn, type Integration, isRunning } from '../../domain/integration.ts';
import { endConnection, finishedConnection } from '../credentials/finished-connection.ts';
import type { Tried } from '../credentials/try-sign-in.ts';
import { errorFields } from '../error-fields.ts';
import { startJob } from '../jobs/start-job.ts';
import type { Credentials } from '../ports.ts';
import { isRefused, type Refusal } from '../refusal.ts';
import { newHandshake, registerWebhooks, unregisterWebhooks, webhookEndpoint } from '../webhooks/register.ts';
import { recordAct } from './audit.ts';
import { addDefaultFieldMappings } from './default-field-mappings.ts';
import type { AdminDeps } from './deps.ts';
import { proveConnection } from './prove-connection.ts';

export type NewIntegration = Pick<
  Integration,
  | 'name'
  | 'description'
  | 'type'
  | 'baseUrl'
  | 'authType'
  | 'settings'
  | 'syncDirection'
  | 'syncFrequency'
  | 'timeZone'
  | 'dataTypes'
  | 'conflictStrategy'
  | 'customMergeRules'
  | 'whenPaused'
  | 'autoRecover'
  | 'matchMode'
> & {
  /** For kinds of data that are left out, records are archived. */
  readonly deletePolicies?: Partial<DeletePolicies>;
  readonly credentials: Credentials;
  /** A sign-in that the admin finished in the browser; it stands in for typed credentials. */
  readonly connectionId?: string;
  /** `wait`: it is connected and rests until an admin lets it go on; nothing is synced before. `start` unless said. */
  readonly firstImport?: 'start' | 'wait';
};

export interface CreatedIntegration {
  readonly integration: Integration;
  readonly webhookEndpoint: string;
  readonly webhookSecret: string;
  readonly jobId: string;
  readonly warnings: readonly string[];
}

/**
 * Connects an external system: settings and credentials are tried first, then everything is stored, webhooks are
 * registered where the vendor has them, the schedule is made and the first import starts, or waits at its first page
 * like any run of a paused integration. What fails half-way is taken back.
 */
export async function createIntegration(
  deps: AdminDeps,
  request: NewIntegration,
  actor: string,
): Promise<CreatedIntegration | Refusal> {
  const { connectionId } = request;
  const proved = await checkNewIntegration(deps, request, actor);
  if (isRefused(proved)) return proved;
  const { report, values } = proved;
  if (!report.ok) return { refused: 'connection-failed', steps: report.steps };
  const integration = draftIntegration(deps, request, actor);
  if ((await deps.integrations.create(integration)) === 'name-taken') return nameTaken(request.name);
  try {
    const created = await connect(deps, integration, values, report, actor);
    if (connectionId !== undefined) await endConnection(deps, connectionId);
    return created;
  } catch (error) {
    await undo(deps, integration);
    throw error;
  }
}

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Tries everything that connecting would try, and stores nothing; the steps say what works and what to do about the rest. */
export async function checkNewIntegration(
  deps: AdminDeps,
  request: NewIntegration,
  actor: string,
): Promise<Tried | Refusal> {
  const { connectionId } = request;
  const used =
    connectionId === undefined
      ? { values: request.credentials }
      : await finishedConnection(deps, connectionId, request, actor);
  if (isRefused(used)) return used;
  const facts = await deps.connectors.facts(request.type);
  const errors = [
    ...facts.checkSettings(request.settings),
    ...facts.checkCredentials(request.authType, used.values, request.settings),
  ];
  if (errors.length > 0) return { refused: 'invalid', errors };
  const isTaken = (await deps.integrations.list({})).some(({ name }) => sameName(name, request.name));
  return isTaken ? nameTaken(request.name) : proveConnection(deps, request, used.values);
}

export const nameTaken = (name: string): Refusal => ({
  refused: 'name-taken',
  message: `There is already an integration called "${name}".`,
});

function draftIntegration(deps: AdminDeps, request: NewIntegration, actor: string): Integration {
  const { credentials: _kept, connectionId: _used, firstImport, deletePolicies = {}, ...settings } = request;
  const now = deps.clock.now();
  return {
    schemaVersion: 2,
    id: deps.ids.next('int'),
    version: 1,
    edition: 1,
    ...settings,
    deletePolicies: deletePoliciesFrom(deletePolicies),
    status: firstImport === 'wait' ? 'PAUSED' : 'ACTIVE',
    webhooks: [],
    pendingHandshake: newHandshake(deps),
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
    addDefaultFieldMappings(deps, draft),
  ]);
  const { integration, problem } = flowsIn(draft.syncDirection)
    ? await registerWebhooks(deps, draft, await deps.connectors.connect(draft, credentials))
    : { integration: draft };
  await deps.schedules.put(integration);
  const started = await startJob(deps, integration, {
    jobType: 'INITIAL_IMPORT',
    startedBy: actor,
    fullSync: true,
    waits: !isRunning(integration.status),
  });
  await recordAct(deps, actor, 'integration.created', integration.id, null, {
    name: integration.name,
    type: integration.type,
    account: report.account ?? null,
    status: integration.status,
  });
  return {
    integration,
    webhookEndpoint: webhookEndpoint(deps.publicBaseUrl, integration.id),
    webhookSecret: secret,
    jobId: started.outcome === 'started' ? started.job.id : started.jobId,
    warnings:
      problem === undefined
        ? []
        : [`Webhooks could not be registered (${problem}). Changes arrive with the scheduled runs instead.`],
  };
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
        ...errorFields(result.reason),
      });
    }
  }
}
