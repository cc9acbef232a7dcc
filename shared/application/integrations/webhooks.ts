import { faultOf } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import { connectWith } from '../credentials/connect-stored.ts';
import type { Credentials, WebhookSecrets } from '../ports.ts';
import type { AdminDeps } from './deps.ts';

export const webhookEndpoint = (publicBaseUrl: string, integrationId: string): string =>
  `${publicBaseUrl}/api/webhooks/integrations/${integrationId}/receive`;

/**
 * Registers the vendor's hooks and stores their secrets. Without webhooks the integration still works by its
 * schedule, so a refusal is a warning to the admin and not the end of the connection.
 */
export async function registerWebhooks(
  deps: AdminDeps,
  draft: Integration,
  credentials: Credentials,
  secret: string,
): Promise<{ readonly integration: Integration; readonly warnings: readonly string[] }> {
  const { pendingHandshake, ...settled } = draft;
  const endpoint = webhookEndpoint(deps.publicBaseUrl, draft.id);
  const url = (key: string) =>
    `${endpoint}?hook=${encodeURIComponent(key)}&nonce=${encodeURIComponent(pendingHandshake?.nonce ?? '')}`;
  try {
    const system = await deps.connectors.connect(draft, credentials);
    const hooks = await system.registerWebhooks({ url, secret });
    const secrets: WebhookSecrets = {
      default: [secret],
      ...Object.fromEntries(hooks.map((hook) => [hook.key, [hook.secret]])),
    };
    await deps.secrets.saveWebhookSecrets(draft.id, secrets);
    const registeredAt = deps.clock.now();
    const integration: Integration = {
      ...settled,
      version: draft.version + 1,
      webhooks: hooks.map(({ key, externalId }) => ({ key, externalId, registeredAt })),
    };
    await deps.integrations.put(integration);
    return { integration, warnings: [] };
  } catch (error) {
    const { message } = faultOf(error);
    deps.logger.warn('webhooks could not be registered', { integrationId: draft.id, error: message });
    return {
      integration: draft,
      warnings: [
        `Webhooks could not be registered (${message}). Changes arrive with the scheduled runs instead.`,
      ],
    };
  }
}

/** Takes our hooks away from the vendor; answers a warning per hook that would not go. */
export async function unregisterWebhooks(
  deps: AdminDeps,
  integration: Integration,
): Promise<readonly string[]> {
  const credentials = await deps.secrets.credentials(integration.id);
  if (credentials === undefined || integration.webhooks.length === 0) return [];
  const system = await connectWith(deps, integration, credentials);
  const results = await Promise.allSettled(
    integration.webhooks.map((hook) => system.unregisterWebhook(hook)),
  );
  return results.flatMap((result, index) =>
    result.status === 'fulfilled'
      ? []
      : [
          `The webhook "${integration.webhooks[index]?.key ?? ''}" is still registered at the vendor: ${faultOf(result.reason).message}`,
        ],
  );
}
