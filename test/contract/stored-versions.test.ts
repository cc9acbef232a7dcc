import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { toIntegrationItem } from '../../shared/adapters/dynamodb/integration-item.ts';
import { dynamoIntegrationStore } from '../../shared/adapters/dynamodb/integration-store.ts';
import { alonePartition, placeKey } from '../../shared/adapters/dynamodb/keys.ts';
import { dynamoPairStore } from '../../shared/adapters/dynamodb/pair-store.ts';
import { dynamoRecordStore, toRecordItem } from '../../shared/adapters/dynamodb/record-store.ts';
import { NewerShapeError } from '../../shared/domain/newer-shape.ts';
import { aLone } from './support/lone-samples.ts';
import { anIntegration, aRecord, fresh } from './support/samples.ts';
import { withTables } from './support/with-tables.ts';

const { tables } = withTables();
const plant = (TableName: string, Item: Record<string, unknown>) =>
  tables().client.send(new PutCommand({ TableName, Item }));

describe('among integrations of several versions', () => {
  test('each is found, listed and changed as one of the newest', async () => {
    const store = dynamoIntegrationStore(tables());
    const prefix = fresh('versions');
    const [first, second] = [
      anIntegration({ name: `${prefix} a` }),
      anIntegration({ name: `${prefix} b`, edition: 4, matchMode: 'MATCH_ONLY' }),
    ];
    const { edition: _e, matchMode: _m, deletePolicies: _d, ...older } = toIntegrationItem(first);
    await plant(tables().sync, { ...older, schemaVersion: 1 });
    await plant(tables().sync, { ...toIntegrationItem(second), schemaVersion: 2 });
    expect(await store.get(first.id)).toEqual(first);
    const listed = await store.list({ status: 'ACTIVE', type: 'ASANA' });
    expect(listed.filter(({ name }) => name.startsWith(prefix))).toEqual([first, second]);
    for (const each of [first, second]) {
      const paused = { ...each, status: 'PAUSED', version: 2, edition: each.edition + 1 } as const;
      expect(await store.put(paused)).toBe('written');
      expect(await store.get(each.id)).toEqual(paused);
    }
  });

  test('one of a version to come is neither read nor listed around nor written over', async () => {
    const store = dynamoIntegrationStore(tables());
    const newer = anIntegration({ name: fresh('newer'), status: 'DISABLED', type: 'HARVEST' });
    await plant(tables().sync, { ...toIntegrationItem(newer), schemaVersion: 3 });
    await expect(store.get(newer.id)).rejects.toThrow(NewerShapeError);
    await expect(store.list({ status: 'DISABLED', type: 'HARVEST' })).rejects.toThrow(NewerShapeError);
    await expect(store.put({ ...newer, version: 2 })).rejects.toThrow(NewerShapeError);
  });
});

test('a record of a version to come is refused, not taken for one that is not there', async () => {
  const record = aRecord();
  await plant(tables().records, { ...toRecordItem(record), schemaVersion: 2 });
  await expect(dynamoRecordStore(tables()).get('TASK', record.id)).rejects.toThrow(
    'A newer version of the service stored this record (shape 2; this version knows up to 1).',
  );
});

test('a list of what is left alone does not leave out what a newer version wrote', async () => {
  const lone = aLone();
  const index = {
    gsi1pk: alonePartition(lone.integrationId),
    gsi1sk: `${lone.leftAlone.how}#TASK#external#x`,
  };
  await plant(tables().sync, { ...placeKey(lone), ...index, ...lone, schemaVersion: 2 });
  const listing = dynamoPairStore(tables(), 90).listAlone(lone.integrationId, {}, { limit: 10 });
  await expect(listing).rejects.toThrow(NewerShapeError);
});
