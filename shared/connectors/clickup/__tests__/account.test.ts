import { describe, expect, test } from 'vitest';
import { lookUpChoices } from '../../../connector-kit/connect.ts';
import { factsOf } from '../../../connector-kit/connector-facts.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import { clickup } from '../index.ts';
import { customFields, eventsList, ideasList, keyFieldId, tasksList } from '../simulator/workspace.ts';
import { now, workspace } from './workspace.ts';

describe('the choices', () => {
  const look = async (field: string, given: Record<string, string | readonly string[]> = {}) => {
    const { simulator } = await workspace();
    const connection = { baseUrl: simulator.baseUrl, authType: 'API_KEY', settings: {} };
    return lookUpChoices(clickup, connection, simulator.credentials, { http, now }, { field, given });
  };

  test('name each List with its Space and Folder', async () => {
    expect(await look('listIds', { workspaceId: '9001000001' })).toEqual([
      { id: tasksList, label: 'Community / Neighbourhood / Community work' },
      { id: eventsList, label: 'Community / Neighbourhood / Events' },
      { id: ideasList, label: 'Community / Ideas' },
    ]);
    expect(await look('listIds')).toEqual([]);
  });

  test('offer the Workspace, the zone of the account, and text fields only for our key', async () => {
    expect(await look('workspaceId')).toEqual([{ id: '9001000001', label: 'Neighbourhood' }]);
    expect(await look('timeZone')).toEqual([{ id: 'Europe/Berlin', label: 'Europe/Berlin' }]);
    expect(await look('keyFieldId', { listIds: [tasksList] })).toEqual([
      { id: keyFieldId, label: 'BritePool key' },
    ]);
    expect(await look('keyFieldId')).toEqual([]);
  });
});

describe('the fields of tasks', () => {
  test('are the statuses by name and the custom fields, with what can be written', async () => {
    const { system } = await workspace({ listIds: [tasksList, ideasList] });
    const fields = await system.discoverFields('tasks');
    expect(fields.map(({ label, type, writable }) => [label, type, writable])).toEqual([
      ...[
        ['Status by its name', 'choice', true],
        ['BritePool key', 'text', false],
      ],
      ...[
        ['Effort', 'choice', true],
        ['Cost', 'number', true],
        ['Delivery', 'date', true],
      ],
      ...[
        ['Insured', 'boolean', true],
        ['Age', 'other', false],
      ],
    ]);
    expect(fields[0]?.options?.map(({ id }) => id)).toEqual(['to do', 'in progress', 'checked', 'complete']);
    expect(fields[2]).toMatchObject({
      path: `custom.${customFields[1].id}`,
      options: [{ label: 'An hour' }, {}],
    });
    expect(await system.discoverFields('users')).toEqual([]);
  });
});

describe('the connection test', () => {
  const failed = async (settings: object) => {
    const { system } = await workspace(settings);
    return (await system.test()).steps.find(({ ok }) => !ok);
  };

  test('tells a member that the hours of others stay hidden', async () => {
    const { system, state } = await workspace();
    const said = async () => (await system.test()).steps.map(({ message }) => message).join(' ');
    expect(await said()).not.toContain('Hours of others');
    state.users.set(state.own.id, { ...state.own, role: 4 });
    expect(await said()).toContain('Hours of others');
  });

  test('notices a Workspace that the token is not let into', async () => {
    expect(await failed({ workspaceId: '1' })).toMatchObject({ step: 'signed-in', cure: expect.any(String) });
  });

  test('notices a List that is not shared', async () => {
    const { system, hide } = await workspace();
    await hide(tasksList);
    const report = await system.test();
    expect(report).toMatchObject({ ok: false, fault: 'forbidden' });
    expect(report.steps.at(-1)).toMatchObject({
      step: 'may-read',
      message: expect.stringContaining('share'),
    });
  });

  test('notices a field for our key that is none', async () => {
    const field = { step: 'may-write', cure: expect.stringContaining('first List') };
    expect(await failed({ keyFieldId: customFields[2].id })).toMatchObject(field);
    expect(await failed({ keyFieldId: 'f0000000-0000-4000-8000-000000000000' })).toMatchObject(field);
  });
});

test.each([
  [{ workspaceId: '' }, '/settings/workspaceId', 'Choose the Workspace'],
  [{ listIds: [] }, '/settings/listIds', 'Choose at least one List'],
  [{ timeZone: 'Mars' }, '/settings/timeZone', 'Give a time zone like Europe/Berlin'],
  [{ startDate: '2026-02-30' }, '/settings/startDate', 'Give the first day like 2026-01-01'],
  [{ keyFieldId: 'key' }, '/settings/keyFieldId', 'Choose the field from the list'],
  [{ plan: 'tiny' }, '/settings/plan', 'Choose the plan from the list'],
])('of the settings %j the mistake is said at its place', (wrong, pointer, message) => {
  const settings = {
    ...{ workspaceId: '9001000001', listIds: [tasksList] },
    ...{ timeZone: 'Europe/Berlin', startDate: '2026-01-01', ...wrong },
  };
  expect(factsOf(clickup).checkSettings(settings)).toEqual([{ pointer, message }]);
});

describe('people and user groups', () => {
  test('who left the Workspace is gone, and a Workspace that was lost proves nothing', async () => {
    const { system, state } = await workspace();
    const [, second = 0] = state.users.keys();
    expect(await system.get('users', String(second))).toMatchObject({ data: { email: expect.any(String) } });
    state.users.delete(second);
    expect(await system.get('users', String(second))).toBe('gone');
    const lost = await workspace({ workspaceId: '1' });
    await expect(lost.system.get('users', '5')).rejects.toMatchObject({ fault: { kind: 'unauthorized' } });
  });

  test('a group is made, renamed, filled, emptied and deleted', async () => {
    const { system, state } = await workspace();
    const userId = String(state.own.id);
    const made = await system.create('groups', { name: 'Bees' }, 'k');
    expect((await system.update('groups', made.id, { name: 'Bees and honey' })).data.name).toBe(
      'Bees and honey',
    );
    const seat = await system.create('group_members', { group_id: made.id, user_id: userId }, 'k');
    expect(await system.get('group_members', seat.id)).toEqual(seat);
    expect(await system.delete('group_members', seat.id)).toBe('deleted');
    expect(await system.get('group_members', seat.id)).toBe('gone');
    expect(await system.delete('group_members', seat.id)).toBe('gone');
    expect(await system.delete('groups', made.id)).toBe('deleted');
    expect(await system.get('groups', made.id)).toBe('gone');
    expect(await system.delete('groups', made.id)).toBe('gone');
  });
});

describe('webhooks', () => {
  const target = { url: (key: string) => `https://hooks.example/r?hook=${key}&nonce=n`, secret: 'unused' };

  test('are one for each List, with secrets of their own', async () => {
    const { system } = await workspace();
    const hooks = await system.registerWebhooks(target);
    expect(hooks.map(({ key }) => key)).toEqual([tasksList, eventsList]);
    expect(new Set(hooks.map(({ secret }) => secret)).size).toBe(2);
  });

  test('that fail are still there, those that are suspended are not', async () => {
    const { system, state } = await workspace();
    const [hook] = await system.registerWebhooks(target);
    const known = state.webhooks.get(hook?.externalId ?? '');
    if (hook === undefined || known === undefined) throw new Error('There is no webhook.');
    state.webhooks.set(known.id, { ...known, status: 'failing', fail_count: 5 });
    expect(await system.checkWebhook(hook)).toBe('active');
    state.webhooks.set(known.id, { ...known, status: 'suspended', fail_count: 100 });
    expect(await system.checkWebhook(hook)).toBe('inactive');
  });

  test('are taken back where one of them cannot be made', async () => {
    const { system, state } = await workspace({ eventListIds: ['999'] });
    await expect(system.registerWebhooks(target)).rejects.toMatchObject({ fault: { kind: 'not-found' } });
    expect(state.webhooks.size).toBe(0);
  });
});
