import { createClickup } from 'clickup.js';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startClickUpSimulator } from '../../shared/connectors/clickup/simulator/index.ts';
import { driving } from './support/driving.ts';
import { startTarget } from './support/target.ts';

const now = () => new Date('2026-03-01T10:00:00.000Z');
const clickup = await startClickUpSimulator({ tasks: 230, members: 4, now });
const target = await startTarget();
afterAll(async () => {
  target.close();
  await clickup.close();
});

const request = { prefixUrl: clickup.baseUrl.replace(/v2$/, '') };
const client = createClickup({ token: clickup.credentials.token, request });
const { workspaceId, keyFieldId } = clickup.settings;
const [list = ''] = clickup.settings.listIds;
const { call, refused } = driving('clickup.js');

const made = z.looseObject({ id: z.string() });
const page = z.object({ tasks: z.array(made), last_page: z.boolean() });
/** What the client says of a refusal; its own field for the status is spelled so. */
const statusOf = (error: unknown) => z.object({ satus: z.number() }).parse(error).satus;

describe('a client of ClickUp works on the simulator as on ClickUp', () => {
  it('signs in and finds the Workspace, its Folders and Lists, and the custom fields', async () => {
    expect(await call(() => client.authorization.user())).toMatchObject({ user: { id: expect.any(Number) } });
    expect(await call(() => client.authorization.teams())).toMatchObject({ teams: [{ id: workspaceId }] });
    const space = '90100000001';
    expect(await call(() => client.space.folders(space))).toMatchObject({
      folders: [{ lists: [{ id: list }, {}] }],
    });
    expect(await call(() => client.space.folderlessLists(space))).toMatchObject({
      lists: [{ name: 'Ideas' }],
    });
    expect(await call(() => client.list.get(list))).toMatchObject({ id: list, statuses: [{}, {}, {}, {}] });
    const { fields } = z
      .object({ fields: z.array(made) })
      .parse(await call(() => client.list.customFields(list)));
    expect(fields.map(({ id }) => id)).toContain(keyFieldId);
  });

  it('reads all tasks of a List over all pages, each once, closed ones only where they are asked for', async () => {
    const found: string[] = [];
    for (let at = 0, isLast = false; !isLast; at++) {
      const tasks = page.parse(await call(() => client.list.tasks(list, { page: at, includeClosed: true })));
      found.push(...tasks.tasks.map(({ id }) => id));
      isLast = tasks.last_page;
    }
    expect(new Set(found).size).toBe(230);
    expect(found).toHaveLength(230);
    const open = page.parse(await call(() => client.list.tasks(list, { page: 2 })));
    expect(open.tasks).toEqual([]);
  });

  it('creates, changes, reads back and deletes a task', async () => {
    const given = { name: 'Paint the fence', markdownContent: '**Green**, please', priority: 2 };
    const { id } = made.parse(await call(() => client.list.createTask(list, given)));
    await call(() => client.task.update(id, { name: 'Paint the gate', status: 'complete' }));
    const read = await call(() => client.task.get(id, { includeMarkdownDescription: true }));
    expect(read).toMatchObject({
      ...{ id, name: 'Paint the gate', markdown_description: '**Green**, please' },
      ...{ status: { status: 'complete', type: 'closed' }, list: { id: list } },
    });
    await call(() => client.task.delete(id));
    expect(statusOf(await refused(() => client.task.get(id)))).toBe(404);
  });

  it('sets a custom field and a tag of a task', async () => {
    const { id } = made.parse(await call(() => client.list.createTask(list, { name: 'Mow' })));
    await call(() => client.task.addCustomFieldValue(id, keyFieldId, { value: 'key-1' }));
    await call(() => client.task.addTag(id, 'garden'));
    const shape = made.extend({
      custom_fields: z.array(z.looseObject({ id: z.string(), value: z.unknown().optional() })),
      tags: z.array(z.looseObject({ name: z.string() })),
    });
    const read = shape.parse(await call(() => client.task.get(id)));
    expect(read.custom_fields.find((field) => field.id === keyFieldId)?.value).toBe('key-1');
    expect(read.tags.map(({ name }) => name)).toEqual(['garden']);
    const nowhere = () => client.task.addCustomFieldValue(id, 'no-such-field', { value: 'x' });
    expect(statusOf(await refused(nowhere))).toBe(404);
  });

  it('logs hours, reads them back within their days, changes and removes them', async () => {
    const start = Date.parse('2026-02-27T08:00:00.000Z');
    const given = { description: 'Weeding', start, duration: 5_400_000, billable: false };
    await call(() => client.team.addTimeEntry(workspaceId, given));
    const window = { startDate: start - 1000, endDate: start + 1000 };
    const entries = z.object({ data: z.array(made) });
    const read = async () =>
      entries.parse(await call(() => client.team.timeEntries(workspaceId, window))).data;
    const entry = (await read()).find(({ description }) => description === 'Weeding');
    expect(entry).toMatchObject({ start: String(start), duration: '5400000' });
    const changes = { description: 'Weeding and tea', tags: [] };
    await call(() => client.team.editTimeEntry(workspaceId, entry?.id ?? '', changes));
    expect((await read()).map(({ description }) => description)).toContain('Weeding and tea');
    await call(() => client.team.removeTimeEntry(workspaceId, entry?.id ?? ''));
    expect((await read()).map(({ id }) => id)).not.toContain(entry?.id);
  });

  it('makes a webhook for a List, finds it in good health and deletes it', async () => {
    const hook = { endpoint: `${target.url}/clickup`, events: ['taskCreated'], listId: Number(list) };
    const shape = z.object({ id: z.string(), webhook: z.looseObject({ secret: z.string().min(20) }) });
    const { id } = shape.parse(await call(() => client.team.createWebhook(workspaceId, hook)));
    expect(await call(() => client.team.webhooks(workspaceId))).toMatchObject({
      webhooks: [{ id, health: { status: 'active', fail_count: 0 } }],
    });
    await call(() => client.webhook.delete(id));
    expect(statusOf(await refused(() => client.webhook.delete(id)))).toBe(404);
  });

  it('is refused with a token that was revoked, without a name, and with an unknown status', async () => {
    const stranger = createClickup({ token: 'revoked', request });
    expect(statusOf(await refused(() => stranger.authorization.user()))).toBe(401);
    expect(statusOf(await refused(() => client.list.createTask(list, { priority: 1 })))).toBe(400);
    const asleep = { name: 'Mow', status: 'sleeping' };
    expect(statusOf(await refused(() => client.list.createTask(list, asleep)))).toBe(400);
    expect(statusOf(await refused(() => client.list.get('1')))).toBe(404);
  });
});
