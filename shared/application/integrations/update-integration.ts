import type { DeletePolicies } from '../../domain/delete-policy.ts';
import type { Integration } from '../../domain/integration.ts';
import type { FieldValue } from '../../domain/values.ts';
import { busy } from '../credentials/reconnect.ts';
import { storeSignIn } from '../credentials/store-sign-in.ts';
import { storedSignIn } from '../credentials/stored-sign-in.ts';
import { trySignIn } from '../credentials/try-sign-in.ts';
import { followIntegration } from '../jobs/follow-integration.ts';
import type { Credentials } from '../ports.ts';
import { isRefused, type Refusal } from '../refusal.ts';
import { recordAct } from './audit.ts';
import { checkConnection } from './check-connection.ts';
import { nameTaken } from './create-integration.ts';
import { addDefaultFieldMappings } from './default-field-mappings.ts';
import type { AdminDeps } from './deps.ts';

export type IntegrationChanges = Partial<
  Pick<
    Integration,
    | 'name'
    | 'description'
    | 'status'
    | 'baseUrl'
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
    | 'version'
  >
> & { readonly credentials?: Credentials; readonly deletePolicies?: Partial<DeletePolicies> };

/**
 * Changes what is given; a policy for one kind of data leaves those of other kinds alone. New credentials, settings or
 * address are tried before anything is stored.
 */
export async function updateIntegration(
  deps: AdminDeps,
  id: string,
  changes: IntegrationChanges,
  actor: string,
): Promise<{ readonly integration: Integration } | Refusal> {
  const { credentials, version, ...fields } = changes;
  const first = await deps.integrations.get(id);
  if (first === undefined) return unknownIntegration(id);
  const expected = version ?? first.edition;
  if (expected !== first.edition) return movedOn(first, fields);
  const draft = changedBy(first, changes, deps.clock.now());
  const tried = await tryOut(deps, first, draft, credentials);
  if (isRefused(tried)) return tried;
  const written = await write(deps, draft, changes, expected);
  if (isRefused(written)) return written;
  const { before, after } = written;
  if (tried.store !== undefined && (await storeSignIn(deps, id, tried.store)) === 'busy') return busy;
  // Of kinds of data that came in later, with a setting or with a newer connector, nothing is mapped yet.
  if (fields.dataTypes !== undefined || fields.settings !== undefined)
    await addDefaultFieldMappings(deps, after);
  await deps.schedules.put(after);
  if (after.status !== before.status) await followIntegration(deps, id, after.status);
  if (after.webhookProblem === outdated)
    await deps.jobQueue.send({ schemaVersion: 1, kind: 'webhooks', integrationId: id });
  await recordAct(deps, actor, 'integration.updated', id, changed(before, fields), {
    ...changed(after, fields),
    ...(credentials === undefined ? {} : { credentials: 'replaced' }),
  });
  return { integration: after };
}

/** How often a write is tried again because the sync wrote something about the integration at the same time. */
const tries = 10;

/** Writes the change onto what is stored then; `stale` only where another admin was faster. */
async function write(
  deps: AdminDeps,
  draft: Integration,
  changes: IntegrationChanges,
  expected: number,
): Promise<{ readonly before: Integration; readonly after: Integration } | Refusal> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const before = await deps.integrations.get(draft.id);
    if (before === undefined) return unknownIntegration(draft.id);
    if (before.edition !== expected) return movedOn(before, changes);
    const after = changedBy(before, changes, deps.clock.now());
    const answer = await deps.integrations.put(after);
    if (answer === 'name-taken') return nameTaken(after.name);
    if (answer === 'written') return { before, after };
  }
  return movedOn(draft, {});
}

/** The integration after an admin changed it. */
function changedBy(before: Integration, changes: IntegrationChanges, now: string): Integration {
  const { credentials, version: _expected, ...fields } = changes;
  return {
    ...before,
    ...fields,
    deletePolicies: { ...before.deletePolicies, ...fields.deletePolicies },
    version: before.version + 1,
    edition: before.edition + 1,
    updatedAt: now,
    ...(credentials === undefined ? {} : { credentialsSetAt: now }),
    ...(fields.settings === undefined && fields.baseUrl === undefined ? {} : { webhookProblem: outdated }),
    ...(credentials !== undefined && before.status === 'ERROR' && fields.status === undefined
      ? { status: 'ACTIVE' as const }
      : {}),
  };
}

/** Which hooks there have to be follows from the settings. */
const outdated = 'The settings were changed; the webhooks are being registered anew.';

export const unknownIntegration = (id: string): Refusal => ({
  refused: 'not-found',
  message: `There is no integration "${id}".`,
});

/** Names what stands there now, of the fields that were to be changed. */
const movedOn = (integration: Integration, wanted: IntegrationChanges): Refusal => ({
  refused: 'stale',
  message: `"${integration.name}" was changed meanwhile (now version ${integration.edition}).`,
  changes: Object.entries(changed(integration, wanted))
    .filter(([field]) => field !== 'version')
    .map(([field, value]) => ({ pointer: `/${field}`, message: `It is now ${JSON.stringify(value)}.` })),
});

/** Stored credentials are never sent to an address that they were not entered for. */
const credentialsAgain = {
  pointer: '/credentials',
  message: 'The address leads to another system. Enter the credentials for it as well.',
};

/** Both addresses count: where requests go, and where the sign-in is renewed. */
async function leadsElsewhere(deps: AdminDeps, before: Integration, after: Integration): Promise<boolean> {
  if (new URL(after.baseUrl).origin !== new URL(before.baseUrl).origin) return true;
  const [now, then] = await Promise.all([deps.issuer.addresses(after), deps.issuer.addresses(before)]);
  return now.join() !== then.join();
}

async function tryOut(
  deps: AdminDeps,
  before: Integration,
  after: Integration,
  replaced: Credentials | undefined,
): Promise<{ readonly store?: Credentials } | Refusal> {
  const facts = await deps.connectors.facts(after.type);
  const errors = [
    ...facts.checkSettings(after.settings),
    ...(replaced === undefined ? [] : facts.checkCredentials(after.authType, replaced, after.settings)),
  ];
  if (errors.length > 0) return { refused: 'invalid', errors };
  if (replaced === undefined && (await leadsElsewhere(deps, before, after)))
    return { refused: 'invalid', errors: [credentialsAgain] };
  const sameTarget = after.baseUrl === before.baseUrl && after.settings === before.settings;
  if (replaced === undefined && sameTarget) return {};
  if (replaced !== undefined) {
    const { report, values } = await trySignIn(deps, after, replaced);
    return report.ok ? { store: values } : { refused: 'connection-failed', steps: report.steps };
  }
  const known = (await deps.secrets.credentials(after.id)) ?? {};
  const report = await checkConnection(
    deps,
    after,
    storedSignIn(deps, { id: after.id, target: after }, known),
  );
  return report.ok ? {} : { refused: 'connection-failed', steps: report.steps };
}

/** The fields of `changes` as they stand on `integration`, for the audit entry. */
function changed(integration: Integration, changes: object): { readonly [field: string]: FieldValue } {
  const values: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(integration)) {
    if (Object.hasOwn(changes, field)) values[field] = JSON.parse(JSON.stringify(value));
  }
  return values;
}
