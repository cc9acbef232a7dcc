import type { Credentials, SecretStore, WebhookSecrets } from '../../application/ports.ts';
import { copy } from './memory.ts';

export function memorySecretStore(): SecretStore {
  const credentials = new Map<string, Credentials>();
  const webhooks = new Map<string, WebhookSecrets>();
  return {
    credentials: async (integrationId) => copy(credentials.get(integrationId)),
    async saveCredentials(integrationId, value) {
      credentials.set(integrationId, copy(value));
    },
    webhookSecrets: async (integrationId) => copy(webhooks.get(integrationId) ?? {}),
    async saveWebhookSecrets(integrationId, value) {
      webhooks.set(integrationId, copy(value));
    },
    async removeCredentials(integrationId) {
      credentials.delete(integrationId);
    },
    async removeAll(integrationId) {
      credentials.delete(integrationId);
      webhooks.delete(integrationId);
    },
  };
}
