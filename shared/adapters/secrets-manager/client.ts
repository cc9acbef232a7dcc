import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

export const secretsManagerClient = (): SecretsManagerClient => new SecretsManagerClient({});
