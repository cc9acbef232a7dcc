import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Credentials, SecretStore, WebhookSecrets } from '../../application/ports.ts';

export interface SecretStoreOptions {
  /** E.g. `britepool/dev/integrations/`. */
  readonly prefix: string;
  readonly cacheSeconds: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const credentialsSchema: z.ZodType<Credentials> = z.record(z.string(), z.string());
const webhookSchema: z.ZodType<WebhookSecrets> = z.record(z.string(), z.array(z.string()));

/** Secrets Manager behind a short cache. Errors name the secret, never its value. */
export function secretsManagerStore(client: SecretsManagerClient, options: SecretStoreOptions): SecretStore {
  const cache = new Map<string, { value: string | undefined; until: number }>();
  const name = (integrationId: string, part: 'credentials' | 'webhook') =>
    `${options.prefix}${integrationId}/${part}`;

  async function read(secretName: string, fresh?: 'fresh'): Promise<string | undefined> {
    const known = fresh === undefined ? cache.get(secretName) : undefined;
    if (known !== undefined && known.until > options.now()) return known.value;
    const value = await fetchSecret(client, secretName);
    if (value !== undefined)
      cache.set(secretName, { value, until: options.now() + options.cacheSeconds * 1000 });
    return value;
  }
  async function write(secretName: string, value: string): Promise<void> {
    cache.delete(secretName);
    try {
      await client.send(new PutSecretValueCommand({ SecretId: secretName, SecretString: value }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      await client.send(new CreateSecretCommand({ Name: secretName, SecretString: value }));
    }
  }
  return {
    async credentials(integrationId, fresh) {
      return parse(credentialsSchema, await read(name(integrationId, 'credentials'), fresh), 'credentials');
    },
    saveCredentials: (integrationId, value) =>
      write(name(integrationId, 'credentials'), JSON.stringify(value)),
    async webhookSecrets(integrationId) {
      return parse(webhookSchema, await read(name(integrationId, 'webhook')), 'webhook') ?? {};
    },
    saveWebhookSecrets: (integrationId, value) =>
      write(name(integrationId, 'webhook'), JSON.stringify(value)),
    removeCredentials: (integrationId) => drop(client, cache, name(integrationId, 'credentials')),
    async removeAll(integrationId) {
      await Promise.all(
        (['credentials', 'webhook'] as const).map((part) => drop(client, cache, name(integrationId, part))),
      );
    },
  };
}

async function fetchSecret(client: SecretsManagerClient, SecretId: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** A value that does not parse must not show up in an error message. */
function parse<Value>(schema: z.ZodType<Value>, text: string | undefined, what: string): Value | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Error(`The stored ${what} secret is damaged.`);
  }
}

async function drop(
  client: SecretsManagerClient,
  cache: Map<string, unknown>,
  SecretId: string,
): Promise<void> {
  cache.delete(SecretId);
  try {
    await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}
