import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ofType, synthesize } from './system.ts';

const table = z.looseObject({
  TableName: z.string(),
  BillingMode: z.string(),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
  SSESpecification: z.looseObject({ SSEEnabled: z.boolean(), SSEType: z.string() }),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  GlobalSecondaryIndexes: z.array(z.looseObject({ IndexName: z.string() })),
  Replicas: z.array(
    z.looseObject({
      DeletionProtectionEnabled: z.boolean(),
      PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }),
    }),
  ),
});

const production = ofType(synthesize(), 'AWS::DynamoDB::GlobalTable');
const tables = production.map(({ properties }) => table.parse(properties));
const named = (name: string) => tables.find(({ TableName }) => TableName === `britepool-production-${name}`);

describe('what is kept', () => {
  it('lies in three tables whose identity never changes: another one would mean lost data', () => {
    expect(production.map(({ id, properties }) => [id, properties.TableName])).toEqual([
      ['Records091F6ECA', 'britepool-production-records'],
      ['SyncEC3EAE86', 'britepool-production-sync'],
      ['Activity04690B0A', 'britepool-production-activity'],
    ]);
    for (const { KeySchema } of tables) {
      expect(KeySchema).toEqual([
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ]);
    }
  });

  it('is encrypted, paid by use and can be restored to any second of the last 35 days', () => {
    for (const { SSESpecification, BillingMode, Replicas } of tables) {
      expect(SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
      expect(BillingMode).toBe('PAY_PER_REQUEST');
      expect(Replicas[0]?.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
    }
  });

  it('survives the deletion of its stack in production', () => {
    expect(production.map(({ deletionPolicy }) => deletionPolicy)).toEqual(['Retain', 'Retain', 'Retain']);
    for (const { Replicas } of tables) expect(Replicas[0]?.DeletionProtectionEnabled).toBe(true);
  });

  it('goes with its stack in development', () => {
    const development = ofType(synthesize({ name: 'dev', retain: false }), 'AWS::DynamoDB::GlobalTable');
    expect(development.map(({ deletionPolicy }) => deletionPolicy)).toEqual(['Delete', 'Delete', 'Delete']);
  });

  it('streams edits of records with both images, and nothing else', () => {
    expect(named('records')?.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
    expect(named('sync')?.StreamSpecification).toBeUndefined();
    expect(named('activity')?.StreamSpecification).toBeUndefined();
  });

  it('forgets activity and short-lived sync state by itself, but never a record', () => {
    const ttl = { AttributeName: 'ttl', Enabled: true };
    expect(named('activity')?.TimeToLiveSpecification).toEqual(ttl);
    expect(named('sync')?.TimeToLiveSpecification).toEqual(ttl);
    expect(named('records')?.TimeToLiveSpecification).toBeUndefined();
  });
});
