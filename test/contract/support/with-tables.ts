import { afterAll, beforeAll } from 'vitest';
import type { Tables } from '../../../shared/adapters/dynamodb/client.ts';
import { type LocalTables, startLocalTables } from './local-tables.ts';

/** Tables of its own for the tests of one file, from its first test to its last. */
export function withTables(): { readonly tables: () => Tables; readonly streamArn: () => string } {
  let local: LocalTables | undefined;
  beforeAll(async () => {
    local = await startLocalTables();
  });
  afterAll(() => local?.close());
  const started = (): LocalTables => {
    if (local === undefined) throw new Error('The engine has not started.');
    return local;
  };
  return { tables: () => started().tables, streamArn: () => started().streamArn };
}
