import { describe, expect, test } from 'vitest';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import page from '../__fixtures__/tasks-page.json' with { type: 'json' };
import { clickup } from '../index.ts';
import { customFields, ideasList, keyFieldId, tasksList } from '../simulator/workspace.ts';
import { workspace } from './workspace.ts';

const [, { id: effort }, { id: cost }, { id: delivery }, { id: insured }, { id: age }] = customFields;
const settings = {
  ...{ workspaceId: '9001000001', listIds: ['901200000001', '901200000003'] },
  ...{ timeZone: 'Europe/Berlin', startDate: '2026-01-01' },
};
const whole = { since: null, cursor: null };

describe('a page of tasks', () => {
  const connection = { baseUrl: 'https://api.clickup.com/api/v2', authType: 'API_KEY', settings };
  const asked = (answers: Parameters<typeof recorded>[3]) =>
    recorded(clickup, connection, { token: 'pk_1' }, answers);

  test('is asked for with everything that ClickUp leaves out by itself, in an order that edits do not move', async () => {
    const { system, sent } = asked([{ body: page }]);
    await system.list('tasks', { since: '2026-03-01T10:00:00.000Z', cursor: null });
    const [request] = sent;
    expect(request?.headers.authorization).toBe('pk_1');
    expect(request?.url.pathname).toBe('/api/v2/list/901200000001/task');
    expect(Object.fromEntries(request?.url.searchParams ?? [])).toEqual({
      ...{ include_closed: 'true', subtasks: 'true', include_markdown_description: 'true' },
      ...{ archived: 'false', order_by: 'created', page: '0', date_updated_gt: '1772359199999' },
    });
  });

  test('reads as days, kinds of status and plain values', async () => {
    const { system } = asked([{ body: page }]);
    const { records, next } = await system.list('tasks', whole);
    expect(next).toBe('1:0');
    expect(records).toMatchObject([
      {
        ...{ id: '86c8xq2ab', updatedAt: '2026-03-01T10:15:30.456Z' },
        data: {
          ...{ name: 'Order seeds', markdown_description: '**Beans** first', status_type: 'custom' },
          ...{ priority: 'high', due_day: '2026-03-02', start_day: null, assignee: '81000004' },
          ...{ tags: ['garden', 'spring'], time_estimate: 5_400_000, archived: false },
          custom: {
            [effort]: '7c1f0a11-93c8-4b7e-8e55-1f7a52d4aa02',
            ...{ [cost]: 12.5, [delivery]: '2026-03-02', [insured]: false },
          },
        },
      },
    ]);
  });

  test('that is the last leads to the next List, and that of the last List to the end', async () => {
    const { system } = asked([{ body: { ...page, last_page: false } }, { body: page }]);
    expect((await system.list('tasks', { since: null, cursor: '1:4' })).next).toBe('1:5');
    expect((await system.list('tasks', { since: null, cursor: '1:5' })).next).toBeNull();
  });

  test('that does not say whether it is the last is drifted', async () => {
    const { system } = asked([{ body: { tasks: page.tasks } }]);
    await expect(system.list('tasks', whole)).rejects.toMatchObject({ fault: { kind: 'drifted' } });
  });

  test('without Lists of events there are none, and none can be made', async () => {
    const { system, sent } = asked([]);
    expect(await system.list('events', whole)).toEqual({ records: [], deletedIds: [], next: null });
    await expect(system.create('events', { name: 'Fair' }, 'k')).rejects.toMatchObject({
      fault: { kind: 'rejected' },
    });
    expect(sent).toEqual([]);
  });
});

describe('the status of a task', () => {
  test('takes the first name of the List that means it', async () => {
    const { system } = await workspace();
    const made = await system.create('tasks', { name: 'Fence', status_type: 'custom' }, 'k');
    expect(made.data).toMatchObject({ status: { status: 'in progress' }, status_type: 'custom' });
    const after = await system.update('tasks', made.id, { status_type: 'closed' });
    expect(after.data).toMatchObject({ status: { status: 'complete' }, status_type: 'closed' });
  });

  test('is left alone where it means that already', async () => {
    const { system } = await workspace();
    const made = await system.create('tasks', { name: 'Fence', status: { status: 'checked' } }, 'k');
    const after = await system.update('tasks', made.id, { status_type: 'closed', name: 'Gate' });
    expect(after.data).toMatchObject({ name: 'Gate', status: { status: 'checked' }, status_type: 'done' });
  });

  test('that the List does not know is refused with what to do', async () => {
    const { system } = await workspace({ listIds: [ideasList], keyFieldId: undefined });
    await expect(system.create('tasks', { name: 'Fence', status_type: 'custom' }, 'k')).rejects.toMatchObject(
      { fault: { kind: 'rejected', message: expect.stringContaining('"Ideas"') } },
    );
  });
});

describe('a change of a task', () => {
  test('keeps further people, and takes the first away where nobody is left', async () => {
    const { system, state } = await workspace();
    const [first = 0, second = 0, third = 0] = state.users.keys();
    const made = await system.create('tasks', { name: 'Fence', assignee: String(first) }, 'k');
    const task = state.tasks.get(made.id);
    if (task !== undefined) state.tasks.set(made.id, { ...task, assignees: [first, second] });
    const moved = await system.update('tasks', made.id, { assignee: String(third) });
    expect(moved.data.assignees).toEqual([String(second), String(third)]);
    const emptied = await system.update('tasks', made.id, { assignee: null });
    expect(emptied.data.assignees).toEqual([String(third)]);
  });

  test('puts tags on and takes them off one by one, in small letters, and asks for no more than that', async () => {
    const { system, sent } = await workspace();
    const made = await system.create('tasks', { name: 'Fence', tags: ['Wood', 'spring'] }, 'k');
    expect(made.data.tags).toEqual(['spring', 'wood']);
    sent.splice(0);
    const after = await system.update('tasks', made.id, { tags: ['wood', 'Paint/White'] });
    expect(after.data.tags).toEqual(['paint/white', 'wood']);
    const path = `/task/${made.id}`;
    expect(sent).toEqual([
      ...[`GET ${path}`, `POST ${path}/tag/paint%2Fwhite`, `DELETE ${path}/tag/spring`, `GET ${path}`],
    ]);
  });

  test('sets custom fields in their own shapes and reads them back as they were meant', async () => {
    const { system } = await workspace();
    const custom = {
      [effort]: '7c1f0a11-93c8-4b7e-8e55-1f7a52d4aa02',
      ...{ [cost]: 12.5, [delivery]: '2026-05-01', [insured]: true },
    };
    const made = await system.create('tasks', { name: 'Fence', custom }, 'k');
    expect(made.data.custom).toMatchObject(custom);
    const after = await system.update('tasks', made.id, { custom: { [cost]: null, [insured]: false } });
    expect(after.data.custom).toMatchObject({ ...custom, [cost]: null, [insured]: false });
  });

  test('of a field that is calculated, or that the List does not have, is refused', async () => {
    const { system } = await workspace();
    for (const id of [age, 'f0000000-0000-4000-8000-000000000000'])
      await expect(
        system.create('tasks', { name: 'Fence', custom: { [id]: 'x' } }, 'k'),
      ).rejects.toMatchObject({ fault: { kind: 'rejected' } });
  });

  test('empties description, days and priority', async () => {
    const { system } = await workspace();
    const full = { markdown_description: 'Green', due_day: '2026-04-01', start_day: '2026-03-30' };
    const made = await system.create('tasks', { name: 'Fence', ...full, priority: 'urgent' }, 'k');
    expect(made.data).toMatchObject({ ...full, priority: 'urgent' });
    const empty = { markdown_description: null, due_day: null, start_day: null, priority: null };
    expect((await system.update('tasks', made.id, empty)).data).toMatchObject(empty);
  });

  test('to a priority that ClickUp does not know is refused and never another one', async () => {
    const { system } = await workspace();
    await expect(system.create('tasks', { name: 'Fence', priority: 'soon' }, 'k')).rejects.toMatchObject({
      fault: { kind: 'rejected' },
    });
  });

  test('moves an event to the minute', async () => {
    const { system } = await workspace();
    const times = { start_at: '2026-06-05T15:10:00.000Z', due_at: '2026-06-05T17:40:00.000Z' };
    const made = await system.create('events', { name: 'Fair', ...times, time_zone: 'Asia/Tokyo' }, 'k');
    expect(made.data).toMatchObject({ ...times, time_zone: 'Europe/Berlin' });
  });
});

describe('a task that cannot be read', () => {
  test('is gone where ClickUp says that it was deleted, and waits where it is only hidden', async () => {
    const { system, hide } = await workspace();
    const made = await system.create('tasks', { name: 'Fence' }, 'k');
    await hide(made.id);
    const hidden = { fault: { kind: 'rejected', message: expect.stringContaining('share it') } };
    await expect(system.get('tasks', made.id)).rejects.toMatchObject(hidden);
    await expect(system.delete('tasks', made.id)).rejects.toMatchObject(hidden);
    await hide();
    expect(await system.delete('tasks', made.id)).toBe('deleted');
    expect(await system.get('tasks', made.id)).toBe('gone');
  });

  test('of a List that is no longer shared stops the tasks and not the integration', async () => {
    const { system, hide } = await workspace();
    await hide(tasksList);
    await expect(system.list('tasks', whole)).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
  });
});

describe('the key with which a task was made', () => {
  test('finds it again, also when it is closed, and no other', async () => {
    const { system } = await workspace();
    const made = await system.create('tasks', { name: 'Fence', status_type: 'closed' }, 'key-1');
    expect(made.ownKey).toBe('key-1');
    expect(await system.findByKey('tasks', 'key-1')).toEqual(made);
    expect(await system.findByKey('tasks', 'key')).toBe('none');
  });

  test('is kept nowhere where no field was chosen for it', async () => {
    const { system } = await workspace({ keyFieldId: undefined });
    const made = await system.create('tasks', { name: 'Fence' }, 'key-1');
    expect(made.data.custom).toMatchObject({ [keyFieldId]: null });
    expect(await system.findByKey('tasks', 'key-1')).toBe('unsupported');
  });
});
