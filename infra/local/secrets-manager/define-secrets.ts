import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Resource } from '../template/inventory.ts';
import { AwsError } from '../wire/aws-error.ts';
import type { SecretsManager } from './secrets-manager.ts';

const secretProperties = z.looseObject({
  Name: z.string(),
  GenerateSecretString: z.looseObject({ PasswordLength: z.number().default(32) }).optional(),
});

/** The template's secrets, generated once: a restart keeps what is there. */
export function defineSecrets(secrets: SecretsManager, resources: readonly Resource[]): void {
  for (const { properties } of resources) {
    const { Name, GenerateSecretString } = secretProperties.parse(properties);
    const length = GenerateSecretString?.PasswordLength ?? 0;
    const SecretString = randomBytes(length).toString('hex').slice(0, length);
    try {
      secrets.call('CreateSecret', { Name, SecretString });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ResourceExistsException') throw error;
    }
  }
}
