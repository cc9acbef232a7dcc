import { expect, test } from 'vitest';
import { httpClient } from '../../../adapters/http/http-client.ts';
import { connect } from '../../../connector-kit/connect.ts';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import { asana } from '../index.ts';
import { startAsanaSimulator } from '../simulator/index.ts';

const connection = {
  baseUrl: 'https://app.asana.com/api/1.0',
  authType: 'BEARER_TOKEN',
  settings: { workspaceGid: '1100', projectGids: ['1200'] },
};
const talk = (...answers: Parameters<typeof recorded>[3]) =>
  recorded(asana, connection, { token: 'pat' }, answers);
const taskWith = (custom_fields: readonly object[]) => ({
  data: { gid: '9', modified_at: '2026-03-01T10:00:00.000Z', custom_fields },
});

test('custom fields are read by their id, each by the value of its kind', async () => {
  const { system, sent } = talk({
    body: taskWith([
      { gid: '1', resource_subtype: 'text', text_value: 'Barn', number_value: null },
      { gid: '2', resource_subtype: 'number', number_value: 0.5 },
      { gid: '3', resource_subtype: 'enum', enum_value: { gid: '31', name: 'A day' } },
      { gid: '4', resource_subtype: 'multi_enum', multi_enum_values: [{ gid: '41' }, { gid: '42' }] },
      { gid: '5', resource_subtype: 'people', people_value: [{ gid: '51' }] },
      { gid: '6', resource_subtype: 'date', date_value: { date: '2026-04-01', date_time: null } },
      { gid: '7', resource_subtype: 'enum', enum_value: null },
      { gid: '8', resource_subtype: 'reference', display_value: 'Spring fair' },
    ]),
  });
  const found = await system.get('tasks', '9');
  expect(found).toMatchObject({
    data: {
      custom_fields: {
        ...{ 1: 'Barn', 2: 0.5, 3: '31', 4: ['41', '42'], 5: ['51'], 6: '2026-04-01', 7: null },
        8: 'Spring fair',
      },
    },
  });
  expect(sent[0]?.url.searchParams.get('opt_fields')).toContain('custom_fields.enum_value');
});

test('a day is written to a date field as Asana wants it, and to a text as it is', async () => {
  const fields = ['1', '6'].map((gid) => ({
    custom_field: { gid, name: `Field ${gid}`, resource_subtype: gid === '6' ? 'date' : 'text' },
  }));
  const { system, sent } = talk({ body: { data: fields, next_page: null } }, { body: taskWith([]) });
  await system.update('tasks', '9', { custom_fields: { 1: '2026-04-01', 6: '2026-04-02', 3: '31' } });
  expect(sent.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
    'GET /api/1.0/projects/1200/custom_field_settings',
    'PUT /api/1.0/tasks/9',
  ]);
  expect(JSON.parse(sent[1]?.body ?? '')).toEqual({
    data: { custom_fields: { 1: '2026-04-01', 6: { date: '2026-04-02' }, 3: '31' } },
  });
});

test('a choice that is set is read back, on a new task and on a changed one; an unknown one is refused', async () => {
  const simulator = await startAsanaSimulator({ tasks: 1, members: 1 });
  try {
    const http = httpClient({ allowLoopback: true, timeoutMs: 5000, maxBytes: 1_048_576 });
    const { baseUrl, settings, credentials } = simulator;
    const system = connect(asana, { ...connection, baseUrl, settings }, credentials, {
      http,
      now: () => new Date(),
    });
    const effort = '1500000000000001';
    const choose = (option: string | null) => ({ custom_fields: { [effort]: option } });
    const made = await system.create('tasks', { name: 'Mow', ...choose('1600000000000001') }, 'key');
    expect(made.data).toMatchObject(choose('1600000000000001'));
    const changed = await system.update('tasks', made.id, choose('1600000000000002'));
    expect(changed.data).toMatchObject(choose('1600000000000002'));
    await system.update('tasks', made.id, choose(null));
    expect(await system.get('tasks', made.id)).toMatchObject({ data: choose(null) });
    const [formula, nowhere] = ['1500000000000002', '7'];
    for (const [field, value] of [
      [effort, '1'],
      [formula, 3],
      [nowhere, 'x'],
    ] as const)
      await expect(
        system.update('tasks', made.id, { custom_fields: { [field]: value } }),
      ).rejects.toMatchObject({ fault: { kind: 'rejected' } });
  } finally {
    await simulator.close();
  }
});
