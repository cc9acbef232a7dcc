import {
  DeleteSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

const operator = (endpoint: string) =>
  new SecretsManagerClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });

/** What outside schedulers must know, as an operator reads it. */
export async function cronSecret({ awsUrl }: { readonly awsUrl: string }): Promise<string> {
  const client = operator(awsUrl);
  const { SecretString = '' } = await client.send(
    new GetSecretValueCommand({ SecretId: 'britepool/dev/cron-secret' }),
  );
  client.destroy();
  return SecretString;
}

/** The credentials of an integration are gone, as after a move to another region. */
export async function loseCredentials({ awsUrl }: { readonly awsUrl: string }, id: string): Promise<void> {
  const client = operator(awsUrl);
  const SecretId = `britepool/dev/integrations/${id}/credentials`;
  await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
  client.destroy();
}
