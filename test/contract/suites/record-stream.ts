import { describe, expect, test } from 'vitest';
import type { RecordStore } from '../../../shared/application/ports.ts';
import type { RecordEvent } from '../../../shared/application/sync/publish-changes.ts';
import { revise } from '../../../shared/domain/record.ts';
import { aRecord, at } from '../support/samples.ts';

export interface StreamUnderTest {
  readonly records: RecordStore;
  /** Everything the stream has told so far, oldest first. */
  readonly events: () => Promise<readonly Pick<RecordEvent, 'kind' | 'record' | 'eventId'>[]>;
}

export function recordStreamContract(name: string, make: () => StreamUnderTest): void {
  describe(`${name} tells of every write to a record`, () => {
    test('in order, each once, with the record as it was written', async () => {
      const { records, events } = make();
      const first = aRecord();
      const second = revise(
        first,
        { title: 'Plant 40 trees' },
        { at, by: { kind: 'integration', id: 'int-1' } },
      );
      await records.put(first);
      await records.put(second);
      await records.put({ ...second, fields: { title: 'Too late' } });
      await records.remove('TASK', first.id, 2);
      const told = (await events()).filter(({ record }) => record.id === first.id);
      expect(told.map(({ kind, record }) => ({ kind, record }))).toEqual([
        { kind: 'upserted', record: first },
        { kind: 'upserted', record: second },
        { kind: 'deleted', record: second },
      ]);
      expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(3);
    });
  });
}
