import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startAws } from './aws.ts';

let aws: Awaited<ReturnType<typeof startAws>>;
let client: SecretsManagerClient;
const SecretId = 'britepool/dev/integrations/int_1/credentials';

beforeEach(async () => {
  aws = await startAws();
  client = new SecretsManagerClient({ ...aws.client, maxAttempts: 1 });
});
afterEach(async () => {
  client.destroy();
  await aws.close();
});
const create = (SecretString: string) =>
  client.send(new CreateSecretCommand({ Name: SecretId, SecretString }));
const put = (SecretString: string, ClientRequestToken?: string) =>
  client.send(
    new PutSecretValueCommand({
      SecretId,
      SecretString,
      ...(ClientRequestToken === undefined ? {} : { ClientRequestToken }),
    }),
  );
const value = async (VersionStage?: string) =>
  (
    await client.send(
      new GetSecretValueCommand({ SecretId, ...(VersionStage === undefined ? {} : { VersionStage }) }),
    )
  ).SecretString;

describe('a secret', () => {
  it('is found by its name and by its ARN', async () => {
    const { ARN } = await create('one');
    expect(await value()).toBe('one');
    const byArn = await client.send(new GetSecretValueCommand({ SecretId: ARN }));
    expect(byArn).toMatchObject({ SecretString: 'one', Name: SecretId, VersionStages: ['AWSCURRENT'] });
  });

  it('keeps the value before the last as the previous version', async () => {
    await create('one');
    await put('two');
    expect(await value()).toBe('two');
    expect(await value('AWSPREVIOUS')).toBe('one');
  });

  it('that is put twice with the same token is put once', async () => {
    const token = '0'.repeat(32);
    await create('one');
    await put('two', token);
    await put('two', token);
    expect(await value('AWSPREVIOUS')).toBe('one');
    await expect(put('three', token)).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it('cannot be created twice, read before it exists, or read in a stage it never had', async () => {
    await expect(value()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await create('one');
    await expect(create('two')).rejects.toMatchObject({ name: 'ResourceExistsException' });
    await expect(value('AWSPREVIOUS')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('that is deleted cannot be read and comes back when restored in time', async () => {
    await create('one');
    const { DeletionDate } = await client.send(
      new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }),
    );
    expect(DeletionDate?.toISOString()).toBe('2026-03-08T10:00:00.000Z');
    await expect(value()).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await client.send(new RestoreSecretCommand({ SecretId }));
    expect(await value()).toBe('one');
  });

  it('is gone when its recovery window is over, or at once by force', async () => {
    await create('one');
    await client.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }));
    aws.clock.pass(7 * 86_400 + 1);
    await expect(value()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await create('two');
    await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    await create('three');
    expect(await value()).toBe('three');
  });

  it('may be bytes', async () => {
    const SecretBinary = new Uint8Array([0, 255, 1]);
    await client.send(new CreateSecretCommand({ Name: SecretId, SecretBinary }));
    const found = await client.send(new GetSecretValueCommand({ SecretId }));
    expect(found.SecretBinary).toEqual(SecretBinary);
    expect(found.SecretString).toBeUndefined();
  });

  it('is described without its value', async () => {
    await create('one');
    const described = await client.send(new DescribeSecretCommand({ SecretId }));
    expect(described.Name).toBe(SecretId);
    expect(JSON.stringify(described)).not.toContain('one');
  });
});

describe('a call that makes no sense', () => {
  it('is refused as the caller’s mistake, so that clients do not repeat it', async () => {
    const response = await fetch(aws.endpoint, {
      method: 'POST',
      headers: {
        'x-amz-target': 'secretsmanager.GetSecretValue',
        'content-type': 'application/x-amz-json-1.1',
      },
      body: '{"SecretId": 7}',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'ValidationException' });
    const broken = await fetch(aws.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.SendMessage', 'content-type': 'application/x-amz-json-1.0' },
      body: '{"QueueUrl": ',
    });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ __type: 'SerializationException' });
  });
});
