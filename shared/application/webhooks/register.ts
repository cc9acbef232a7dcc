import type { ExternalSystem } from '../../domain/external.ts';
import { faultOf } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import { connectWith } from '../credentials/connect-stored.ts';
import type { SignInDeps } from '../credentials/deps.ts';
import { errorFields } from '../error-fields.ts';
import type { IntegrationStore, Logger, Randomness, SecretStore, WebhookSecrets } from '../ports.ts';

export interface RegisterDeps {
  readonly integrations: Pick<IntegrationStore, 'put'>;
  readonly secrets: SecretStore;
  readonly clock: { now(): string };
  readonly randomness: Randomness;
  readonly logger: Logger;
  /** Origin under which vendors reach us, without a trailing slash. */
  readonly publicBaseUrl: string;
}

export const webhookEndpoint = (publicBaseUrl: string, integrationId: string): string =>
  `${publicBaseUrl}/api/webhooks/integrations/${integrationId}/receive`;

/** How long the vendor may take from our call to the end of its handshake. */
const handshakeMs = 600_000;

/** What a handshake that is about to come has to bring back. */
export const newHandshake = (deps: Pick<RegisterDeps, 'clock' | 'randomness'>) => ({
  nonce: deps.randomness.nonce(),
  until: new Date(Date.parse(deps.clock.now()) + handshakeMs).toISOString(),
});

/** How many secrets of a hook are still accepted: its own and the one before. */
const secretsEach = 2;

/**
 * Registers the vendor's hooks for an integration that waits for their handshakes (`pendingHandshake`) and stores their
 * secrets. Without webhooks the integration still works by its schedule, so a refusal is told to the admin and is not the
 * end of the connection: it stays as `webhookProblem` until it is mended.
 */
export async function registerWebhooks(
  deps: RegisterDeps,
  draft: Integration,
  system: ExternalSystem,
): Promise<{ readonly integration: Integration; readonly problem?: string }> {
  const { pendingHandshake, webhookProblem: _before, ...settled } = draft;
  const endpoint = webhookEndpoint(deps.publicBaseUrl, draft.id);
  const url = (key: string) =>
    `${endpoint}?hook=${encodeURIComponent(key)}&nonce=${encodeURIComponent(pendingHandshake?.nonce ?? '')}`;
  const known = await deps.secrets.webhookSecrets(draft.id);
  const next = { ...settled, version: draft.version + 1 };
  try {
    const hooks = await system.registerWebhooks({ url, secret: known.default?.[0] ?? '' });
    const secrets = Object.fromEntries(
      hooks.map(({ key, secret }) => [key, [secret, ...(known[key] ?? [])].slice(0, secretsEach)] as const),
    );
    await deps.secrets.saveWebhookSecrets(draft.id, { ...known, ...secrets } satisfies WebhookSecrets);
    const registeredAt = deps.clock.now();
    const integration: Integration = {
      ...next,
      webhooks: hooks.map(({ key, externalId }) => ({ key, externalId, registeredAt })),
    };
    await deps.integrations.put(integration);
    return { integration };
  } catch (error) {
    const problem = faultOf(error).message;
    deps.logger.warn('webhooks could not be registered', {
      integrationId: draft.id,
      ...errorFields(error),
    });
    const integration: Integration = { ...next, webhookProblem: problem };
    await deps.integrations.put(integration);
    return { integration, problem };
  }
}

/** Takes our hooks away from the vendor; answers a warning per hook that would not go, nobody there to ask included. */
export async function unregisterWebhooks(
  deps: SignInDeps,
  integration: Integration,
): Promise<readonly string[]> {
  const credentials = await deps.secrets.credentials(integration.id);
  if (credentials === undefined || integration.webhooks.length === 0) return [];
  try {
    return await unregisterAll(await connectWith(deps, integration, credentials), integration);
  } catch (error) {
    return integration.webhooks.map(({ key }) => stillThere(key, error));
  }
}

const stillThere = (key: string, reason: unknown): string =>
  `The webhook "${key}" is still registered at the vendor: ${faultOf(reason).message}`;

/** As `unregisterWebhooks`, with a connection that is there already. */
export async function unregisterAll(
  system: ExternalSystem,
  { webhooks }: Integration,
): Promise<readonly string[]> {
  const results = await Promise.allSettled(webhooks.map((hook) => system.unregisterWebhook(hook)));
  return results.flatMap((result, index) =>
    result.status === 'fulfilled' ? [] : [stillThere(webhooks[index]?.key ?? '', result.reason)],
  );
}
