import { describe, expect, test } from 'vitest';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import entry from '../__fixtures__/entry.json' with { type: 'json' };
import { clockify } from '../index.ts';

const settings = {
  workspaceId: entry.workspaceId,
  projectIds: [entry.projectId],
  timeZone: 'Europe/Berlin',
};
const connection = { baseUrl: 'https://euc1.clockify.me/api/v1', authType: 'API_KEY', settings };
const talk = (answers: Parameters<typeof recorded>[3]) =>
  recorded(clockify, connection, { apiKey: 'key-of-mine' }, answers);
const whole = { since: null, cursor: null };
const last = { headers: { 'last-page': 'true' } };
const missing = (what: string) => ({
  status: 400,
  body: { message: `${what} doesn't belong to Workspace`, code: 501 },
});
const bodyOf = (text: string | undefined): unknown => JSON.parse(text ?? '');

describe('what Clockify answers', () => {
  test('an entry gets its day in the chosen zone, its task with the project, and custom values by field', async () => {
    const { system, sent } = talk([{ body: entry }]);
    const found = await system.get('time_entries', entry.id);
    expect(found).toMatchObject({
      id: entry.id,
      data: {
        ...{ day: '2026-03-01', taskKey: `${entry.projectId}:${entry.taskId}` },
        custom: { '65b1c2d3e4f5a6b7c8d9e006': 'Shed' },
      },
    });
    expect(JSON.stringify(found)).not.toContain('hourlyRate');
    expect(sent[0]?.headers['x-api-key']).toBe('key-of-mine');
  });

  test('breaks, holidays and absences are left out of the list', async () => {
    const kinds = ['REGULAR', 'BREAK', 'HOLIDAY', 'TIME_OFF'].map((type) => ({ ...entry, id: type, type }));
    const { system } = talk([
      { body: [{ id: entry.userId }], ...last },
      { body: kinds, ...last },
    ]);
    const { records, next } = await system.list('time_entries', whole);
    expect([records.map(({ id }) => id), next]).toEqual([['REGULAR'], null]);
  });

  test('a page that does not say whether it is the last is drifted', async () => {
    const { system } = talk([{ body: [] }]);
    await expect(system.list('user_groups', whole)).rejects.toMatchObject({
      fault: { kind: 'drifted', pointer: '/headers/last-page' },
    });
  });

  test('nobody at all in the workspace is drifted: the key’s own user belongs to it', async () => {
    const { system } = talk([{ body: [], ...last }]);
    await expect(system.list('time_entries', whole)).rejects.toMatchObject({ fault: { kind: 'drifted' } });
  });
});

describe('a record that is not found', () => {
  test('is gone where the key’s user still is an administrator', async () => {
    const { system } = talk([
      missing('Time entry'),
      { body: [] },
      { body: [{ id: entry.workspaceId, name: 'N' }] },
    ]);
    expect(await system.get('time_entries', entry.id)).toBe('gone');
  });

  test('is not gone where that user sees only a part of the workspace', async () => {
    const { system } = talk([missing('Time entry'), { body: [] }, { body: [] }]);
    await expect(system.get('time_entries', entry.id)).rejects.toMatchObject({
      fault: { kind: 'forbidden' },
    });
  });

  test('is not gone where Clockify refuses for any other reason', async () => {
    const { system } = talk([{ status: 400, body: { message: 'Time entry is locked', code: 501 } }]);
    await expect(system.get('time_entries', entry.id)).rejects.toMatchObject({ fault: { kind: 'rejected' } });
  });

  test('is gone from people only after the whole list was read', async () => {
    const page = (id: string, isLast: string) => ({ body: [{ id }], headers: { 'last-page': isLast } });
    const { system, sent } = talk([page('a', 'false'), page('b', 'true')]);
    expect(await system.get('users', 'c')).toBe('gone');
    expect(sent.map(({ url }) => url.searchParams.get('page'))).toEqual(['1', '2']);
  });
});

describe('what is written', () => {
  test('a change sends along all that stands there, under the names that Clockify writes', async () => {
    const { system, sent } = talk([{ body: entry }, { body: entry }]);
    await system.update('time_entries', entry.id, { description: 'Compost heap, turned' });
    expect(bodyOf(sent[1]?.body)).toEqual({
      ...{ description: 'Compost heap, turned', billable: true, type: 'REGULAR', tagIds: entry.tagIds },
      ...{ projectId: entry.projectId, taskId: entry.taskId },
      ...{ start: '2026-03-01T22:30:00Z', end: '2026-03-02T00:00:00Z' },
      customFields: [{ customFieldId: '65b1c2d3e4f5a6b7c8d9e006', value: 'Shed', sourceType: 'TIMEENTRY' }],
    });
  });

  test('one’s own entry and one for somebody else go to different addresses', async () => {
    const me = { body: { id: entry.userId, name: 'Rosa', settings: { timeZone: 'UTC' } } };
    const { system, sent } = talk([me, { status: 201, body: entry }, me, { status: 201, body: entry }]);
    const data = { day: '2026-03-01', timeInterval: { duration: 'PT1H30M' } };
    await system.create('time_entries', { ...data, userId: entry.userId }, 'k1');
    await system.create('time_entries', { ...data, userId: '65b1c2d3e4f5a6b7c8d9e0ff' }, 'k2');
    const base = `/api/v1/workspaces/${entry.workspaceId}`;
    expect([sent[1], sent[3]].map((request) => request?.url.pathname)).toEqual([
      `${base}/time-entries`,
      `${base}/user/65b1c2d3e4f5a6b7c8d9e0ff/time-entries`,
    ]);
    expect(bodyOf(sent[1]?.body)).toMatchObject({
      projectId: entry.projectId,
      start: '2026-03-01T08:00:00Z',
    });
  });

  test('an entry without a duration is not sent: it would start a timer', async () => {
    const { system, sent } = talk([]);
    await expect(system.create('time_entries', { day: '2026-03-01' }, 'k')).rejects.toMatchObject({
      fault: { kind: 'rejected', pointer: '/timeInterval/duration' },
    });
    expect(sent).toEqual([]);
  });

  test('an entry is not moved to another person', async () => {
    const { system, sent } = talk([{ body: entry }]);
    const moving = system.update('time_entries', entry.id, { userId: 'someone-else' });
    await expect(moving).rejects.toMatchObject({ fault: { kind: 'rejected', pointer: '/userId' } });
    expect(sent).toHaveLength(1);
  });

  test('a new first assignee leaves the others with the task', async () => {
    const task = { id: 't', name: 'Rake', projectId: 'p', status: 'ACTIVE', assigneeIds: ['a', 'b', 'c'] };
    const { system, sent } = talk([{ body: task }, { body: task }]);
    await system.update('tasks', 'p:t', { assigneeIds: ['c'] });
    expect(bodyOf(sent[1]?.body)).toMatchObject({ name: 'Rake', status: 'ACTIVE', assigneeIds: ['c', 'b'] });
  });

  test('a task is done before it is deleted', async () => {
    const task = { id: 't', name: 'Rake', projectId: 'p', status: 'ACTIVE' };
    const { system, sent } = talk([{ body: task }, { body: { ...task, status: 'DONE' } }, {}]);
    expect(await system.delete('tasks', 'p:t')).toBe('deleted');
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT', 'DELETE']);
  });
});

test.each([
  [{ workspaceId: 'Garden' }, 'Choose the workspace'],
  [{ projectIds: [] }, 'Choose at least one project'],
  [{ timeZone: 'Garden time' }, 'Give a time zone like Europe/Berlin'],
])('settings %j are refused in words', (wrong, words) => {
  const parsed = clockify.settings.safeParse({ ...settings, ...wrong });
  expect(parsed.error?.issues[0]?.message).toBe(words);
});
