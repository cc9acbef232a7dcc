import { describe, expect, test } from 'vitest';
import { draft, revise } from '../../shared/domain/record.ts';
import { at } from '../contract/support/samples.ts';
import { ada, later, theSync } from './support/a-pair.ts';

const identity = { resourceType: 'TASK', id: 'task-1' } as const;
const byAda = draft(identity, { title: 'Plant trees', tags: ['garden'] }, { at, by: ada });

describe('a new record', () => {
  test('is at version 1, goes to other systems, and says who made it and each of its fields', () => {
    const stamp = { at, by: ada };
    expect(byAda).toEqual({
      schemaVersion: 1,
      resourceType: 'TASK',
      id: 'task-1',
      version: 1,
      fields: { title: 'Plant trees', tags: ['garden'] },
      stamps: { title: stamp, tags: stamp },
      createdAt: at,
      updatedAt: at,
      updatedBy: ada,
      externalSyncEnabled: true,
    });
  });

  test('of the sync names the log entry that made it and when it was last synced', () => {
    expect(draft(identity, {}, { at, by: theSync, logId: 'log-1' })).toMatchObject({
      lastLogId: 'log-1',
      lastExternalSyncAt: at,
    });
  });
});

describe('a change of a record', () => {
  test('is one version on; only the fields that changed are told to be new', () => {
    expect(revise(byAda, { title: 'Plant oaks' }, { at: later, by: theSync, logId: 'log-2' })).toEqual({
      ...byAda,
      version: 2,
      fields: { title: 'Plant oaks', tags: ['garden'] },
      stamps: { title: { at: later, by: theSync }, tags: { at, by: ada } },
      updatedAt: later,
      updatedBy: theSync,
      lastLogId: 'log-2',
      lastExternalSyncAt: later,
    });
  });

  test('by a person is explained by no log entry, and leaves the time of the last sync', () => {
    const synced = revise(byAda, { title: 'B' }, { at, by: theSync, logId: 'log-2' });
    const edited = revise(synced, { title: 'C' }, { at: later, by: ada });
    expect(edited).not.toHaveProperty('lastLogId');
    expect(edited.lastExternalSyncAt).toBe(at);
  });
});
