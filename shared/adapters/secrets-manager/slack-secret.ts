import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { SlackSecret } from '../../application/ports.ts';
import { secretText } from './secret-text.ts';

/** One secret of the stage. Errors name the secret, never its value. */
export const slackSecret = (client: SecretsManagerClient, SecretId: string): SlackSecret => ({
  url: () => secretText(client, SecretId),
  async save(url) {
    try {
      if (url === undefined)
        await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
      else await client.send(new PutSecretValueCommand({ SecretId, SecretString: url }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      if (url !== undefined)
        await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: url }));
    }
  },
});
