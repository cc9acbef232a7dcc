import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { startAsanaSimulator } from '../../shared/connectors/asana/simulator/index.ts';
import { createdShape, finished, until } from '../support/api.ts';
import { signInThere } from '../support/browser-sign-in.ts';
import { loseCredentials } from '../support/operator-secrets.ts';
import { type RunningStack, startStack } from '../support/stack.ts';

let stack: RunningStack;
let asana: Awaited<ReturnType<typeof startAsanaSimulator>>;
let id = '';
beforeAll(async () => {
  asana = await startAsanaSimulator({ tasks: 3, members: 2 });
  stack = await startStack();
});
afterAll(async () => {
  await asana.close();
  await stack[Symbol.asyncDispose]();
});

const shown = z.looseObject({ integration: z.looseObject({ status: z.string() }) });
const status = async () =>
  (await stack.steward.call('GET', `/api/admin/integrations/${id}`, shown)).integration.status;
const titles = z.looseObject({
  records: z.array(z.looseObject({ fields: z.looseObject({ title: z.string() }) })),
});
const arrives = (title: string) =>
  until(title, async () => {
    const { records } = await stack.platform.call('GET', '/api/records/task', titles);
    return records.some(({ fields }) => fields.title === title) ? true : undefined;
  });
const edit = async (name: string) => {
  const [gid] = asana.taskIds();
  await fetch(`${asana.controlUrl}/tasks/${gid}`, { method: 'PATCH', body: JSON.stringify({ name }) });
};
const token = () => stack.token('WEB_STEWARD');

test('an admin signs in at Asana in the browser, chooses what to sync from live lists, and connects', async () => {
  const { baseUrl, client, settings } = asana;
  const there = { type: 'ASANA', baseUrl, credentials: client };
  const back = await signInThere(stack.apiUrl, token(), '/api/admin/connections', there);
  expect(`${back.pathname} ${back.searchParams.get('connect')}`).toBe('/integrations/new authorized');
  const connectionId = back.searchParams.get('connection') ?? '';
  const look = { baseUrl, authType: 'OAUTH2', connectionId };
  const choices = z.object({ choices: z.array(z.object({ id: z.string(), label: z.string() })) });
  const path = '/api/admin/connectors/ASANA/choices';
  const found = await stack.steward.call('POST', path, choices, { ...look, field: 'workspaceGid' });
  expect(found.choices.map((choice) => choice.id)).toEqual([settings.workspaceGid]);
  const created = await stack.steward.call('POST', '/api/admin/integrations', createdShape, {
    ...{ name: 'Asana in the browser', type: 'ASANA', baseUrl, authType: 'OAUTH2', connectionId },
    // The runs of a day in a minute are more than the small plan allows.
    settings: { ...settings, plan: 'paid' },
    ...{ syncDirection: 'BIDIRECTIONAL', syncFrequency: 'REALTIME', dataTypes: ['TASKS', 'MEMBERS'] },
  });
  id = created.integration.id;
  expect(created.warnings).toEqual([]);
  expect(await finished(stack.steward, created.jobId)).toMatchObject({ status: 'COMPLETED', errorCount: 0 });
  const fields = z.object({ fields: z.array(z.looseObject({ label: z.string() })) });
  const custom = await stack.steward.call(
    'GET',
    `/api/admin/integrations/${id}/streams/tasks/fields`,
    fields,
  );
  expect(custom.fields.map(({ label }) => label)).toEqual(['Effort', 'Age in days']);
});

test('a run renews an access token that ended', async () => {
  asana.oauth.endAccessTokens();
  const begun = z.looseObject({ jobId: z.string() });
  const { jobId } = await stack.steward.call('POST', `/api/admin/integrations/${id}/sync`, begun, {
    fullSync: true,
  });
  expect(await finished(stack.steward, jobId)).toMatchObject({ status: 'COMPLETED', errorCount: 0 });
  expect(asana.oauth.counts).toMatchObject({ refreshed: 1, refused: 0 });
});

test('one that ended again is renewed once for a change, and nobody notices', async () => {
  asana.oauth.endAccessTokens();
  await edit('Renewed in passing');
  await arrives('Renewed in passing');
  expect(asana.oauth.counts).toMatchObject({ refreshed: 2, refused: 0 });
  expect(await status()).toBe('ACTIVE');
});

test('an access that was taken away stops the integration until an admin signs in again; then it catches up', async () => {
  asana.oauth.revokeAll();
  await edit('Missed while signed out');
  await until('the stop', async () => ((await status()) === 'ERROR' ? true : undefined));
  const path = `/api/admin/integrations/${id}/connect` as const;
  asana.oauth.deny();
  const denied = await signInThere(stack.apiUrl, token(), path, {});
  expect(`${denied.pathname} ${denied.searchParams.get('connect')}`).toBe(`/integrations/${id} denied`);
  expect(await status()).toBe('ERROR');
  const back = await signInThere(stack.apiUrl, token(), path, {});
  expect(back.searchParams.get('connect')).toBe('reconnected');
  expect(await status()).toBe('ACTIVE');
  await arrives('Missed while signed out');
});

test('credentials that were lost, as in a move to another region, are made anew by signing in', async () => {
  asana.oauth.revokeAll();
  await edit('Missed while credentials were lost');
  await until('the stop', async () => ((await status()) === 'ERROR' ? true : undefined));
  await loseCredentials(stack, id);
  const path = `/api/admin/integrations/${id}/connect` as const;
  const back = await signInThere(stack.apiUrl, token(), path, { credentials: asana.client });
  expect(back.searchParams.get('connect')).toBe('reconnected');
  await arrives('Missed while credentials were lost');
  expect(stack.permissions.refused).toEqual([]);
});
