import { describe, expect, it } from 'vitest';
import { dynamoNeeds, schedulerNeeds, secretNeeds, sqsNeeds } from '../../infra/local/wire/needs.ts';
import { Permissions } from '../../infra/local/wire/permissions.ts';
import { synthesize } from '../infra/system.ts';

const permissions = new Permissions(
  synthesize({ region: undefined, waf: false }).map((resource) => ({
    ...resource,
    properties: { ...resource.properties },
    physicalName: resource.id,
    metadata: undefined,
  })),
);
const webhook = 'britepool-production-receive-webhook';
const admin = 'britepool-production-admin-api';
const queue = (name: string) => ({ QueueUrl: `http://aws/000000000000/britepool-production-${name}` });
const table = (name: string) => ({ TableName: `britepool-production-${name}` });
const allowed = (caller: string, needs: ReturnType<typeof sqsNeeds>) => {
  try {
    permissions.check(caller, needs);
    return true;
  } catch {
    return false;
  }
};

describe('permissions on this machine', () => {
  it('are those of the template: a call that was not granted is refused as on AWS', () => {
    expect(() => permissions.check(webhook, sqsNeeds('SendMessage', queue('jobs.fifo')))).toThrow(
      expect.objectContaining({ code: 'AccessDeniedException' }),
    );
  });

  it.each([
    [
      'the webhook function sends a batch to changes.fifo',
      webhook,
      sqsNeeds('SendMessageBatch', queue('changes.fifo')),
      true,
    ],
    [
      'the webhook function receives nothing',
      webhook,
      sqsNeeds('ReceiveMessage', queue('changes.fifo')),
      false,
    ],
    ['the webhook function reads the sync table', webhook, dynamoNeeds('GetItem', table('sync')), true],
    ['the webhook function writes no table', webhook, dynamoNeeds('PutItem', table('sync')), false],
    [
      'the webhook function reads hook secrets',
      webhook,
      secretNeeds('GetSecretValue', { SecretId: 'britepool/production/integrations/int_1/webhook' }),
      true,
    ],
    [
      'the webhook function reads no credentials',
      webhook,
      secretNeeds('GetSecretValue', { SecretId: 'britepool/production/integrations/int_1/credentials' }),
      false,
    ],
    ['admin-api reads an index', admin, dynamoNeeds('Query', { ...table('sync'), IndexName: 'gsi1' }), true],
    [
      'admin-api transacts on the sync table',
      admin,
      dynamoNeeds('TransactWriteItems', {
        TransactItems: [{ Put: table('sync') }, { Delete: table('sync') }],
      }),
      true,
    ],
    [
      'admin-api deletes no record, also not in a transaction',
      admin,
      dynamoNeeds('TransactWriteItems', {
        TransactItems: [{ Put: table('sync') }, { Delete: table('records') }],
      }),
      false,
    ],
    [
      'admin-api creates schedules of integrations',
      admin,
      schedulerNeeds('POST', '/schedules/int_1', 'britepool-production-integrations', {
        Target: { RoleArn: 'arn:aws:iam::000000000000:role/SchedulesRole523D57EE' },
      }),
      true,
    ],
    [
      'admin-api hands on no other role',
      admin,
      schedulerNeeds('POST', '/schedules/int_1', 'britepool-production-integrations', {
        Target: { RoleArn: 'arn:aws:iam::000000000000:role/admin' },
      }),
      false,
    ],
    [
      'admin-api touches no schedule outside the group',
      admin,
      schedulerNeeds('DELETE', '/schedules/other', 'default', {}),
      false,
    ],
    [
      'admin-api adds an entry to the audit trail',
      admin,
      dynamoNeeds('PutItem', { ...table('activity'), Item: { pk: { S: 'AUDIT#2026-03' } } }),
      true,
    ],
    [
      'admin-api adds one to it in no batch, in which it could also delete',
      admin,
      dynamoNeeds('BatchWriteItem', {
        RequestItems: {
          'britepool-production-activity': [
            { PutRequest: { Item: { pk: { S: 'LOGS#int_1#2026-03-01' } } } },
            { DeleteRequest: { Key: { pk: { S: 'AUDIT#2026-03' } } } },
          ],
        },
      }),
      false,
    ],
    [
      'the worker of changes adds nothing to the audit trail, also not in a transaction',
      'britepool-production-sync-records',
      dynamoNeeds('TransactWriteItems', {
        TransactItems: [{ Put: { ...table('activity'), Item: { pk: { S: 'AUDIT#2026-03' } } } }],
      }),
      false,
    ],
    [
      'a person at the keyboard may do everything',
      'somebody',
      dynamoNeeds('DeleteTable', table('sync')),
      true,
    ],
  ])('%s: %#', (_what, caller, needs, expected) => {
    expect(allowed(caller, needs)).toBe(expected);
  });
});
