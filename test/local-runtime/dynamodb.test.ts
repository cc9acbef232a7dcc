import { readdirSync, readFileSync } from 'node:fs';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Housekeeping } from '../../infra/local/dynamodb/housekeeping.ts';
import { until } from '../support/api.ts';
import { startTable, table } from './tables.ts';

let local: Awaited<ReturnType<typeof startTable>>;
beforeEach(async () => {
  local = await startTable();
});
afterEach(() => local.close());

const put = (pk: string, more: object = {}) =>
  local.documents.send(new PutCommand({ TableName: 'things', Item: { pk, ...more } }));
const keys = async () =>
  ((await local.documents.send(new ScanCommand({ TableName: 'things' }))).Items ?? [])
    .map(({ pk }) => String(pk))
    .toSorted();
/** Process ids of programs whose command line names the folder. */
const processesOn = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    })
    .map(Number)
    .filter((pid) => pid !== process.pid);
const engineOf = (folder: string) =>
  processesOn(folder).find((pid) => !readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('/bin/sh'));

describe('the tables’ engine', () => {
  it('is started again when it is killed, and has everything that was acknowledged', async () => {
    await put('before');
    const killed = engineOf(local.folder);
    process.kill(killed ?? Number.NaN, 'SIGKILL');
    await until('another engine', async () => {
      const now = engineOf(local.folder);
      return now === undefined || now === killed ? undefined : now;
    });
    await put('after');
    expect(await keys()).toEqual(['after', 'before']);
    expect(local.reported).toEqual(['dynoxide ended unexpectedly and is started again']);
  });

  it('survives being killed again and again', async () => {
    for (let round = 0; round < 3; round++) {
      await put(`round ${round}`);
      const killed = engineOf(local.folder);
      process.kill(killed ?? Number.NaN, 'SIGKILL');
      await until('another engine', async () => {
        const now = engineOf(local.folder);
        return now === undefined || now === killed ? undefined : now;
      });
    }
    const { Item } = await local.documents.send(
      new GetCommand({ TableName: 'things', Key: { pk: 'round 2' } }),
    );
    expect(Item).toEqual({ pk: 'round 2' });
  });

  it('leaves no process behind when it is closed, also after it was killed', async () => {
    process.kill(engineOf(local.folder) ?? Number.NaN, 'SIGKILL');
    await local.engine.close();
    await until('the end of every process', async () =>
      processesOn(local.folder).length === 0 ? true : undefined,
    );
    expect(processesOn(local.folder)).toEqual([]);
  });
});

describe('housekeeping', () => {
  it('deletes what is past its time to live, within a second, and nothing else', async () => {
    const housekeeping = new Housekeeping(local.engine.file, local.client, [table]);
    const now = 1_772_359_200_000;
    await put('past', { ttl: now / 1000 - 1 });
    await put('to come', { ttl: now / 1000 + 1 });
    await put('no time', {});
    await put('a text', { ttl: 'soon' });
    expect(await housekeeping.expire(now)).toBe(1);
    expect(await keys()).toEqual(['a text', 'no time', 'to come']);
    expect(await housekeeping.expire(now)).toBe(0);
    housekeeping.close();
  });

  it('does not delete an item that was given more time meanwhile', async () => {
    const housekeeping = new Housekeeping(local.engine.file, local.client, [table]);
    await put('renewed', { ttl: 1000 });
    const expiring = housekeeping.expire(2_000_000, () => put('renewed', { ttl: 3000 }));
    expect(await expiring).toBe(0);
    expect(await keys()).toEqual(['renewed']);
    housekeeping.close();
  });
});
