import { describe, expect, test } from 'vitest';
import { Memory } from '../../shared/adapters/in-memory/memory.ts';
import { memoryRecordStore } from '../../shared/adapters/in-memory/record-store.ts';
import { MemoryClock } from '../../shared/adapters/in-memory/system.ts';
import { removeRecord } from '../../shared/application/records/remove-record.ts';
import { writeRecord } from '../../shared/application/records/write-record.ts';

/** A task that the sync changes (`Infinity`: each time) between the read and the deletion, or that is deleted there. */
async function community(changes: number, meanwhile: 'changed' | 'deleted' = 'changed') {
  const memory = new Memory();
  const records = memoryRecordStore(memory);
  const deps = { records, clock: new MemoryClock() };
  const by = { kind: 'integration', id: 'int-1' } as const;
  await writeRecord(deps, 'TASK', 't1', { fields: { title: 'Plant trees' } }, by);
  let reads = 0;
  const busy: typeof records = {
    ...records,
    async get(type, id) {
      const read = await records.get(type, id);
      if (read === undefined || reads++ >= changes) return read;
      if (meanwhile === 'deleted') await records.remove(type, id, read.version);
      else await writeRecord(deps, type, id, { fields: { title: `Plant ${reads} trees` } }, by);
      return read;
    },
  };
  return { memory, remove: (id = 't1') => removeRecord({ records: busy }, 'TASK', id) };
}

describe('a record deleted by BritePool', () => {
  test('is gone', async () => {
    const { memory, remove } = await community(0);
    expect(await remove()).toBe('removed');
    expect(memory.records.size).toBe(0);
  });

  test('is gone though the sync wrote to it at that moment', async () => {
    for (const changes of [1, 2, 4]) {
      const { memory, remove } = await community(changes);
      expect(await remove()).toBe('removed');
      expect(memory.records.size).toBe(0);
    }
  });

  test('is gone where somebody else deleted it at that moment', async () => {
    const { remove } = await community(1, 'deleted');
    expect(await remove()).toBe('removed');
  });

  test('that keeps being changed is still there, and that is said', async () => {
    const { memory, remove } = await community(Number.POSITIVE_INFINITY);
    expect(await remove()).toMatchObject({
      refused: 'stale',
      message: expect.stringContaining('still there'),
    });
    expect(memory.records.size).toBe(1);
  });

  test('that was never there is said to be missing', async () => {
    const { remove } = await community(0);
    expect(await remove('t2')).toMatchObject({ refused: 'not-found', message: 'There is no task "t2".' });
  });
});
