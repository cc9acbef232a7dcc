import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { backUp } from '../../infra/local/backup/dump.ts';
import { supervisedDynoxide } from '../../infra/local/dynamodb/dynoxide.ts';
import { type LocalStack, startLocal } from '../../infra/local/local-stack.ts';
import { startGenericSimulator } from '../../shared/connectors/generic-rest/simulator/index.ts';
import { genericIntegration } from '../practice-world/integrations.ts';
import { ApiUser, createdShape, finished, mappingsShape, recordShape, until } from '../support/api.ts';
import { clientOf, commandLine, itemsOf } from './copies.ts';

const things = z.array(z.looseObject({ id: z.string(), name: z.string() }));
const folder = mkdtempSync(join(tmpdir(), 'britepool-put-back-'));
const dataDir = join(folder, 'data');
const copy = join(folder, 'copy');
let portal: Awaited<ReturnType<typeof startGenericSimulator>>;
let stack: LocalStack;
let integrationId: string;

const start = async (): Promise<void> => {
  stack = await startLocal({ dataDir, retryTimeScale: 0.01 });
};
const steward = () => new ApiUser(stack.apiUrl, stack.token('WEB_STEWARD'));
const platform = () => new ApiUser(stack.apiUrl, stack.token('PLATFORM'));
const path = (id: string) => `/api/records/task/${id}`;
const write = (id: string, title: string) =>
  platform().call('PUT', path(id), z.unknown(), { fields: { title } });
const titleHere = async (id: string): Promise<unknown> => {
  const { status, json } = await platform().send('GET', path(id));
  return status === 404 ? 'gone' : recordShape.parse(json).record.fields.title;
};
const there = async () => things.parse(await (await fetch(`${portal.controlUrl}/tasks`)).json());
const pairOf = async (by: Record<string, string>) => {
  const query = new URLSearchParams({ resourceType: 'TASK', ...by });
  const address = `/api/admin/integrations/${integrationId}/mappings?${query}`;
  return (await steward().call('GET', address, mappingsShape)).mappings[0];
};
const partnerOf = async (internalId: string) => (await pairOf({ internalId }))?.externalId;
const comesTo = (what: string, look: () => Promise<boolean>) =>
  until(what, async () => ((await look()) ? true : undefined));
const namedThere = async (name: string) => (await there()).filter((task) => task.name === name).length;
const fullRun = async () => {
  const started = await steward().call(
    'POST',
    `/api/admin/integrations/${integrationId}/sync`,
    z.looseObject({ jobId: z.string() }),
    { fullSync: true },
  );
  return finished(steward(), started.jobId);
};

/** The tables of the stack while it stands still. */
async function atRest<Answer>(work: (url: string, client: ReturnType<typeof clientOf>) => Promise<Answer>) {
  const engine = await supervisedDynoxide(join(dataDir, 'dynamodb.db'), () => undefined);
  const client = clientOf(engine.url);
  try {
    return await work(engine.url, client);
  } finally {
    client.destroy();
    await engine.close();
  }
}

beforeAll(async () => {
  portal = await startGenericSimulator({ tasks: 0, members: 0 });
  await start();
  const made = await steward().call('POST', '/api/admin/integrations', createdShape, {
    ...genericIntegration(portal, 'Portal'),
    ...{ syncDirection: 'BIDIRECTIONAL', deletePolicies: { TASKS: 'follow' }, dataTypes: ['TASKS'] },
  });
  integrationId = made.integration.id;
  await finished(steward(), made.jobId);
});
afterAll(async () => {
  await stack.close();
  await portal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Four tasks that both sides have; after the copy one is edited here, one there, one deleted here, and one made. */
async function takenAndGoneOn() {
  const ids = ['rests', 'edited', 'erased', 'moved'];
  for (const id of ids) await write(id, `${id} then`);
  for (const id of ids) await until(`the partner of ${id}`, () => partnerOf(id));
  await stack.close();
  const then = await atRest(async (_url, client) => {
    await backUp(client, 'dev', copy, '2026-03-01T10:00:00.000Z');
    return itemsOf(client);
  });
  await start();
  await write('edited', 'edited later');
  await write('late', 'late');
  await platform().call('DELETE', path('erased'), z.unknown());
  await fetch(`${portal.controlUrl}/tasks/${await partnerOf('moved')}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'moved later' }),
  });
  await comesTo('the edit over there', async () => (await namedThere('edited later')) === 1);
  await comesTo('the new one over there', async () => (await partnerOf('late')) !== undefined);
  await comesTo('the deletion over there', async () => (await namedThere('erased then')) === 0);
  await stack.close();
  return then;
}

describe('a stage that is put back to a second of its past', () => {
  test('is as it was, sends nothing out, and learns from the other system what that was told since', async () => {
    const then = await takenAndGoneOn();
    const told = await there();
    await atRest(async (url, client) => {
      const args = ['--from', copy, '--stage', 'dev', '--replace', '--yes', 'dev'];
      expect(await commandLine(url, ...args)).toMatchObject({ code: 0 });
      expect(await itemsOf(client)).toEqual(then);
    });
    await start();
    // The stream tells of what was put back.
    await comesTo('the edit comes back', async () => (await titleHere('edited')) === 'edited later');
    await comesTo('the deletion comes back', async () => (await titleHere('erased')) === 'gone');
    await fullRun();
    expect(await titleHere('rests')).toBe('rests then');
    expect(await titleHere('moved')).toBe('moved later');
    expect(await titleHere('late')).toBe('gone');
    const late = told.find(({ name }) => name === 'late');
    const again = await pairOf({ externalId: String(late?.id) });
    expect(await titleHere(String(again?.internalId))).toBe('late');
    expect(await there()).toEqual(told);
  }, 120_000);
});
