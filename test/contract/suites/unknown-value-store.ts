import { describe, expect, test } from 'vitest';
import type { UnknownValue, UnknownValueStore } from '../../../shared/application/field-mappings/ports.ts';
import { at, fresh } from '../support/samples.ts';
import { race } from '../support/walk.ts';

const unknown = (integrationId: string, value: string, more: Partial<UnknownValue> = {}): UnknownValue => ({
  integrationId,
  resourceType: 'TASK',
  field: 'status',
  value,
  recordId: 'task-1',
  firstSeenAt: at,
  ...more,
});

export function unknownValueStoreContract(name: string, make: () => UnknownValueStore): void {
  describe(`${name} notes values that nobody knows the meaning of`, () => {
    test('once each, with the record that had it first', async () => {
      const store = make();
      const id = fresh('int');
      const archived = unknown(id, 'archived');
      expect(await store.note([archived])).toEqual([archived]);
      expect(await store.note([unknown(id, 'archived', { recordId: 'task-2' })])).toEqual([]);
      expect(await store.list(id)).toEqual([archived]);
    });

    test('apart for each field and integration, oldest first', async () => {
      const store = make();
      const id = fresh('int');
      const later = unknown(id, 'x', { firstSeenAt: '2026-03-02T00:00:00.000Z' });
      const other = unknown(id, 'x', { field: 'priority' });
      await store.note([later, other, unknown(fresh('int'), 'x')]);
      expect(await store.list(id)).toEqual([other, later]);
    });

    test('of many who note the same at once exactly one was first', async () => {
      const store = make();
      const id = fresh('int');
      const answers = await race(6, () => store.note([unknown(id, 'archived')]));
      expect(answers.flat()).toHaveLength(1);
    });

    test('until somebody says what they mean', async () => {
      const store = make();
      const id = fresh('int');
      await store.note([unknown(id, 'a'), unknown(id, 'b')]);
      await store.forget([unknown(id, 'a')]);
      expect((await store.list(id)).map(({ value }) => value)).toEqual(['b']);
    });
  });
}
