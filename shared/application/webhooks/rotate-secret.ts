import type { Integration } from '../../domain/integration.ts';
import { recordAct } from '../integrations/audit.ts';
import type {
  AuditStore,
  Clock,
  Ids,
  IntegrationStore,
  JobQueue,
  Randomness,
  SecretStore,
} from '../ports.ts';
import type { Refusal } from '../refusal.ts';

export interface RotateDeps {
  readonly integrations: Pick<IntegrationStore, 'get' | 'put'>;
  readonly secrets: Pick<SecretStore, 'webhookSecrets' | 'saveWebhookSecrets'>;
  readonly jobQueue: JobQueue;
  readonly audit: AuditStore;
  readonly randomness: Randomness;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface Rotated {
  /** Shown once. */
  readonly webhookSecret: string;
  readonly oldAcceptedUntil: string;
}

const hourMs = 3_600_000;
const tries = 10;
const rotated = 'The secret was changed; the webhooks are being registered anew.';

/**
 * A new secret for webhooks; the old one is accepted for `overlapHours` more, so that whoever enters it by hand has time.
 * Hooks that were registered at the vendor are registered anew. The end of the overlap is stored before the secret: who
 * dies in between has shortened nothing.
 */
export async function rotateWebhookSecret(
  deps: RotateDeps,
  id: string,
  overlapHours: number,
  actor: string,
): Promise<Rotated | Refusal> {
  const until = new Date(Date.parse(deps.clock.now()) + overlapHours * hourMs).toISOString();
  const integration = await announce(deps, id, until);
  if (integration === undefined) return { refused: 'not-found', message: `There is no integration "${id}".` };
  const known = await deps.secrets.webhookSecrets(id);
  const webhookSecret = deps.randomness.secret();
  const [old] = known.default ?? [];
  const accepted = old === undefined ? [webhookSecret] : [webhookSecret, old];
  await deps.secrets.saveWebhookSecrets(id, { ...known, default: accepted });
  if (integration.webhookProblem === rotated)
    await deps.jobQueue.send({ schemaVersion: 1, kind: 'webhooks', integrationId: id });
  await recordAct(deps, actor, 'webhook-secret.rotated', id, null, { oldAcceptedUntil: until });
  return { webhookSecret, oldAcceptedUntil: until };
}

/** Writes onto whatever the sync wrote meanwhile; `undefined` for an integration that is gone. */
async function announce(deps: RotateDeps, id: string, until: string): Promise<Integration | undefined> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const stored = await deps.integrations.get(id);
    if (stored === undefined) return undefined;
    const next: Integration = {
      ...stored,
      ...{ version: stored.version + 1, oldSecretUntil: until, updatedAt: deps.clock.now() },
      ...(stored.webhooks.length === 0 ? {} : { webhookProblem: rotated }),
    };
    if ((await deps.integrations.put(next)) === 'written') return next;
  }
  throw new Error('The integration changes faster than its secret can be.');
}
