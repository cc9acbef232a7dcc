import { describe, expect, it } from 'vitest';
import { dynamoPairStore } from '../../shared/adapters/dynamodb/pair-store.ts';
import { aMapping, fresh } from './support/samples.ts';
import { withTables } from './support/with-tables.ts';

const { tables } = withTables();

describe('a list of the pairs of one kind', () => {
  // Every run reads it where a stream of the other system never held a record.
  it('costs the same however many pairs of other kinds there are', async () => {
    const pairs = dynamoPairStore(tables(), 1);
    const integrationId = fresh('int');
    let asked = 0;
    tables().client.middlewareStack.add((next) => (args) => {
      asked++;
      return next(args);
    });
    const costOfNone = async () => {
      const before = asked;
      const { items } = await pairs.list(integrationId, { resourceType: 'MEMBER' }, { limit: 10 });
      expect(items).toEqual([]);
      return asked - before;
    };
    const few = await costOfNone();
    for (let at = 0; at < 120; at++) await pairs.link(aMapping({ integrationId, resourceType: 'TASK' }));
    expect(few).toBeGreaterThan(0);
    expect(await costOfNone()).toBe(few);
  });
});
