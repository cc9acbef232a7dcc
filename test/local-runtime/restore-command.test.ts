import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds, tableOf } from '../../infra/local/backup/copy.ts';
import { oneMoment } from '../../infra/local/backup/restored.ts';
import { commandLine, copyWorld, itemsOf, makeTables } from './copies.ts';

let world: Awaited<ReturnType<typeof copyWorld>>;
let then: Awaited<ReturnType<typeof itemsOf>>;
beforeAll(async () => {
  world = await copyWorld();
  then = await world.takenAndGoneOn();
});
afterAll(() => world.close());

describe('the command line', () => {
  let from: readonly string[];
  beforeAll(() => {
    from = ['--from', world.copy, '--stage', 'dev'];
  });

  test('writes nothing when another name is given, or when nobody can be asked', async () => {
    const now = await itemsOf(world.client);
    const wrong = await commandLine(world.url, ...from, '--replace', '--yes', 'production');
    expect(wrong).toEqual({ code: 1, said: '"production" is not dev. Nothing was written.\n' });
    const nobody = await commandLine(world.url, ...from, '--replace');
    expect(nobody.said).toContain('140 to put, 30 to delete');
    expect(nobody.said).toContain('Nobody is here to ask; --yes dev goes ahead.');
    expect(nobody.code).toBe(1);
    const without = await commandLine(world.url, ...from);
    expect(without.said).toContain('is not empty; nothing was written. --replace makes');
    const nothing = ['--from', join(world.folder, 'none'), '--stage', 'dev', '--replace', '--yes', 'dev'];
    expect((await commandLine(world.url, ...nothing)).said).toContain('There is no whole copy in');
    expect(await itemsOf(world.client)).toEqual(now);
  });

  test('copies what point-in-time recovery restored, and puts the stage back to it', async () => {
    const restored = join(world.folder, 'restored');
    const absent = await commandLine(world.url, '--to', restored, '--stage', 'dev', '--restored');
    expect(absent.code).toBe(1);
    expect(absent.said).toContain('There is no table britepool-dev-sync-restored to read here');
    for (const suffix of ['-restored', '-of-noon']) {
      await makeTables(world.client, suffix);
      for (const kind of kinds)
        for (const line of then[kind]?.slice(0, 20) ?? [])
          await world.client.send(
            new BatchWriteItemCommand({
              RequestItems: { [tableOf('dev', kind, suffix)]: [{ PutRequest: { Item: JSON.parse(line) } }] },
            }),
          );
    }
    const given = ['--to', restored, '--stage', 'dev'];
    const taken = await commandLine(world.url, ...given, '--restored');
    expect(taken.said).toContain('records   20 items');
    cpSync(restored, join(world.folder, 'first'), { recursive: true });
    await commandLine(world.url, ...given, '--suffix', '-of-noon');
    for (const kind of kinds)
      expect(readFileSync(join(restored, `${kind}.jsonl`))).toEqual(
        readFileSync(join(world.folder, 'first', `${kind}.jsonl`)),
      );
    const back = ['--from', restored, '--stage', 'dev', '--replace', '--yes', 'dev'];
    const { code, said } = await commandLine(world.url, ...back);
    expect([code, said]).toEqual([0, expect.stringContaining('Restored')]);
    const wanted = Object.fromEntries(kinds.map((kind) => [kind, then[kind]?.slice(0, 20)]));
    expect(await itemsOf(world.client)).toEqual(wanted);
  });

  test('refuses what does not belong together', async () => {
    for (const args of [
      [],
      ['--to', 'x', '--replace'],
      ['--from', 'x', '--restored'],
      ['--from', 'x', '--yes', 'dev'],
    ])
      expect(await commandLine(world.url, ...args)).toMatchObject({ code: 2 });
  });
});

describe('tables that point-in-time recovery restored', () => {
  const table = (TableName: string, at: string, RestoreInProgress = false) => ({
    TableName,
    TableStatus: 'ACTIVE' as const,
    RestoreSummary: { RestoreDateTime: new Date(at), RestoreInProgress },
  });
  const noon = '2026-03-01T12:00:00.000Z';

  test('are of one second, which the copy names', () => {
    expect(oneMoment([table('a', noon), table('b', noon)])).toBe(noon);
    expect(() => oneMoment([table('a', noon), table('b', '2026-03-01T12:00:01.000Z')])).toThrow(
      /not of one second[\s\S]*b 2026-03-01T12:00:01/,
    );
    expect(() => oneMoment([table('a', noon), { TableName: 'b' }])).toThrow('b was not restored');
  });

  test('are waited for', () => {
    expect(() => oneMoment([table('a', noon, true)])).toThrow('a is still being restored');
    expect(() => oneMoment([{ TableName: 'b', TableStatus: 'CREATING' }])).toThrow('b is still being');
  });
});
