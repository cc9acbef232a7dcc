import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kinds, tableOf } from '../../infra/local/backup/copy.ts';
import { backUp } from '../../infra/local/backup/dump.ts';
import { replace } from '../../infra/local/backup/replace.ts';
import { copyWorld, itemsOf } from './copies.ts';

const moment = Date.parse('2026-03-01T10:00:00.000Z');
let world: Awaited<ReturnType<typeof copyWorld>>;
let then: Awaited<ReturnType<typeof itemsOf>>;
beforeAll(async () => {
  world = await copyWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  then = await world.takenAndGoneOn();
});

const itemsNow = () => itemsOf(world.client);
const replaced = (options: Partial<Parameters<typeof replace>[3]> = {}) => {
  const said: string[] = [];
  const ended = replace(world.client, 'dev', world.copy, {
    ...{ say: (line) => void said.push(line), agree: async () => undefined, now: () => moment },
    ...options,
  });
  return ended.then(
    () => said.join('\n'),
    (error: Error) => `${said.join('\n')}\nfailed: ${error.message}`,
  );
};

/** What a client is asked from now on goes through this first. */
function beforeEachCall(does: (command: object) => Promise<void> | void): () => void {
  const name = 'under test';
  world.client.middlewareStack.add(
    (next) => async (args) => {
      await does(args.input);
      return next(args);
    },
    { step: 'initialize', name },
  );
  return () => void world.client.middlewareStack.remove(name);
}

describe('npm run restore -- --replace', () => {
  test('makes every table what it was at the moment of the copy, item by item', async () => {
    const said = await replaced();
    expect(said).toContain('taken at 2026-03-01T10:00:00.000Z');
    for (const kind of kinds)
      expect(said).toMatch(new RegExp(`${kind} +140 to put, 30 to delete, 10 as they are`));
    expect(await itemsNow()).toEqual(then);
    expect(await replaced()).toContain('there is nothing to do');
  });

  test('ends the pairs before the records, so that nothing that goes is deleted elsewhere', async () => {
    const written: string[] = [];
    const stop = beforeEachCall((input) => {
      if ('RequestItems' in input) written.push(...Object.keys(Object(input.RequestItems)));
    });
    await replaced();
    stop();
    expect([...new Set(written)]).toEqual(kinds.map((kind) => tableOf('dev', kind)));
    expect(kinds).toEqual(['sync', 'activity', 'records']);
    expect(written.lastIndexOf('britepool-dev-sync')).toBeLessThan(written.indexOf('britepool-dev-activity'));
    expect(written.lastIndexOf('britepool-dev-activity')).toBeLessThan(
      written.indexOf('britepool-dev-records'),
    );
  });

  test('that was cut off anywhere is run again', async () => {
    for (const rounds of [1, 5, 9, 14]) {
      let left = rounds;
      const stop = beforeEachCall((input) => {
        if ('RequestItems' in input && left-- <= 0) throw new Error('cut off');
      });
      expect(await replaced()).toContain('failed: cut off');
      stop();
      expect(await itemsNow()).not.toEqual(then);
      await replaced();
      expect(await itemsNow()).toEqual(then);
      await world.goOn();
    }
  });

  test('touches nothing when the copy is damaged, and asks nobody', async () => {
    const now = await itemsNow();
    const file = join(world.copy, 'records.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('item-1"', 'item-9"'));
    const agree = async () => expect.unreachable();
    expect(await replaced({ agree })).toContain('failed: The copy of records is damaged');
    expect(await itemsNow()).toEqual(now);
  });

  test('touches nothing when somebody wrote between its two looks', async () => {
    const agree = async () => void (await world.put('activity', 'late'));
    expect(await replaced({ agree })).toContain(
      'failed: Somebody still writes to britepool-dev-activity: nothing was written. Stop the service',
    );
    await world.remove('activity', 'late');
    await replaced();
    expect(await itemsNow()).toEqual(then);
  });

  test('says which items somebody wrote while it was written, and mends them when it is run again', async () => {
    let once = false;
    const stop = beforeEachCall(async (input) => {
      if (!('RequestItems' in input) || once) return;
      once = true;
      await world.put('sync', 'late');
    });
    const said = await replaced();
    stop();
    expect(said).toContain('somebody wrote meanwhile');
    expect(said).toContain('sync#late');
    await replaced();
    expect(await itemsNow()).toEqual(then);
  });

  test('leaves out what expired since, and takes what DynamoDB deletes by itself for nobody’s writing', async () => {
    const [past, soon] = [moment / 1000 - 60, moment / 1000 + 60];
    await world.empty();
    await world.put('sync', 'over', { ttl: past });
    await world.put('sync', 'lives', { ttl: soon });
    await world.put('sync', 'stays');
    await backUp(world.client, 'dev', world.copy, '');
    await world.remove('sync', 'over');
    await world.remove('sync', 'stays');
    const said = await replaced({ agree: async () => void (await world.remove('sync', 'lives')) });
    expect(said).toMatch(/sync +1 to put, 0 to delete, 1 as they are, 1 left out that expired since/);
    expect(said).not.toContain('failed');
    const { sync } = await itemsNow();
    expect(sync?.map((line) => JSON.parse(line).pk.S)).toEqual(['sync#lives', 'sync#stays']);
  });

  test('always ends with the copy, whatever the tables held before', async () => {
    const states = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      fc.integer({ max: 2, min: 0 }),
    );
    const fill = async (state: Readonly<Record<string, number>>) => {
      await world.empty();
      for (const [id, value] of Object.entries(state))
        for (const kind of kinds) await world.put(kind, id, { value });
    };
    await fc.assert(
      fc.asyncProperty(states, states, async (earlier, now) => {
        await fill(earlier);
        const wanted = await itemsNow();
        await backUp(world.client, 'dev', world.copy, '');
        await fill(now);
        await replaced();
        expect(await itemsNow()).toEqual(wanted);
      }),
      { seed: 26, numRuns: 15 },
    );
  });
});
