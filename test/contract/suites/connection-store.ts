import { describe, expect, test } from 'vitest';
import type { ConnectionStore } from '../../../shared/application/ports.ts';
import { aConnection, fresh } from '../support/samples.ts';
import { race } from '../support/walk.ts';

export function connectionStoreContract(name: string, make: () => ConnectionStore): void {
  describe(`${name} keeps sign-ins under way`, () => {
    test('as they were begun', async () => {
      const store = make();
      const connection = aConnection();
      expect(await store.get(connection.id)).toBeUndefined();
      expect(await store.put(connection)).toBe('written');
      expect(await store.get(connection.id)).toEqual(connection);
    });

    test('and lets one of many who come back with it finish it', async () => {
      const store = make();
      const connection = aConnection();
      await store.put(connection);
      const taken = { ...connection, version: 2, status: 'taken' as const };
      const answers = await race(8, () => store.put(taken));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await store.get(connection.id)).toEqual(taken);
    });

    test('until they are removed, which may be done twice', async () => {
      const store = make();
      const connection = aConnection();
      await store.put(connection);
      await store.remove(connection.id);
      await store.remove(connection.id);
      expect(await store.get(connection.id)).toBeUndefined();
    });

    test('and names those whose time is over, and no others', async () => {
      const store = make();
      const [over, open] = [
        aConnection({ expiresAt: '2001-03-01T10:10:00.000Z' }),
        aConnection({ expiresAt: '2001-03-01T10:20:00.000Z', id: fresh('conn') }),
      ];
      await store.put(over);
      await store.put(open);
      const named = await store.expired('2001-03-01T10:15:00.000Z');
      expect(named).toContain(over.id);
      expect(named).not.toContain(open.id);
      await store.remove(over.id);
      await store.remove(open.id);
      expect(await store.expired('2001-03-01T10:15:00.000Z')).toEqual([]);
    });
  });
}
