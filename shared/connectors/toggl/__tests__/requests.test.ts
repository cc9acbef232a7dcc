import { describe, expect, test } from 'vitest';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import report from '../__fixtures__/report.json' with { type: 'json' };
import { toggl } from '../index.ts';

const settings = {
  ...{ workspaceId: '7', projectIds: ['2101'], timeZone: 'Europe/Berlin', startDate: '2025-04-01' },
};
const connection = { baseUrl: 'https://api.track.toggl.com/api/v9', authType: 'API_KEY', settings };
const talk = (answers: Parameters<typeof recorded>[3], chosen = settings) =>
  recorded(toggl, { ...connection, settings: chosen }, { apiToken: 'token-of-mine' }, answers);
const whole = { since: null, cursor: null };
const bodyOf = (text: string | undefined): unknown => JSON.parse(text ?? '');
const entry = {
  ...{ id: 3300000701, workspace_id: 7, user_id: 911, project_id: 2101, task_id: 3101, billable: true },
  ...{ description: 'Compost heap', tag_ids: [91, 92], tags: ['a', 'b'], duration: 5400 },
  ...{ start: '2026-03-01T22:30:00Z', stop: '2026-03-02T00:00:00Z', at: '2026-03-02T08:00:05+00:00' },
};
const task = {
  ...{ id: 3101, name: 'Rake', project_id: 2101, active: true, user_id: 911, estimated_seconds: 600 },
  ...{ external_reference: 'britepool:key-1', at: '2026-03-01T10:00:00+00:00' },
};

describe('the report of everybody’s entries', () => {
  test('is asked for with the token as a name and the word api_token', async () => {
    const { system, sent } = talk([{ body: report }]);
    await system.list('time_entries', whole);
    expect(sent[0]?.url.href).toBe(
      'https://api.track.toggl.com/reports/api/v3/workspace/7/search/time_entries',
    );
    const encoded = Buffer.from('token-of-mine:api_token').toString('base64');
    expect(sent[0]?.headers.authorization).toBe(`Basic ${encoded}`);
    expect(bodyOf(sent[0]?.body)).toMatchObject({ start_date: '2025-04-01', end_date: '2026-03-31' });
  });

  test('reads an entry as its own address would, whatever zone the profile has', async () => {
    const { system } = talk([{ body: report }, { body: entry }]);
    const [found] = (await system.list('time_entries', whole)).records;
    expect(found).toEqual(await system.get('time_entries', '3300000701'));
    expect(found?.data).toMatchObject({ day: '2026-03-01', taskKey: '2101:3101', tag_ids: [91, 92] });
  });

  test('goes on where the headers say, and then with the next year', async () => {
    const next = { 'x-next-id': '3300000702', 'x-next-row-number': '2' };
    const answers = [{ body: report, headers: next }, { body: report }, { body: report }];
    const { system, sent } = talk(answers, { ...settings, startDate: '2024-05-01' });
    const first = await system.list('time_entries', whole);
    const second = await system.list('time_entries', { since: null, cursor: first.next });
    const third = await system.list('time_entries', { since: null, cursor: second.next });
    expect(sent.map(({ body }) => bodyOf(body))).toMatchObject([
      { start_date: '2024-05-01', end_date: '2025-04-30' },
      { start_date: '2024-05-01', first_id: 3300000702, first_row_number: 2 },
      { start_date: '2025-05-01', end_date: '2026-04-30' },
    ]);
    expect(third.next).toBeNull();
  });

  test('since a time leaves out what did not change after it', async () => {
    const { system } = talk([{ body: report }]);
    const since = '2026-03-01T00:00:00.000Z';
    const { records } = await system.list('time_entries', { since, cursor: null });
    expect(records.map(({ id }) => id)).toEqual(['3300000701']);
  });
});

describe('an entry that its own address does not know', () => {
  const missing = { status: 404, body: 'Time entry not found' };

  test('is found in the report of everybody, if it is there', async () => {
    const { system } = talk([missing, { body: report }]);
    expect(await system.get('time_entries', '3300000702')).toMatchObject({ id: '3300000702' });
  });

  test('is gone if it is not there either', async () => {
    const { system } = talk([missing, { body: report }, { body: { id: 7, admin: true } }]);
    expect(await system.get('time_entries', '999')).toBe('gone');
  });

  test('is not gone for an account that sees a part only', async () => {
    const { system } = talk([missing, { body: report }, { body: { id: 7, admin: false } }]);
    await expect(system.get('time_entries', '999')).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
  });
});

describe('refusals', () => {
  const refusal = (status: number, headers = {}, body = 'No') => talk([{ status, headers, body }]).system;

  test('402 without requests left is waited for as long as Toggl says', async () => {
    const headers = { 'x-toggl-quota-remaining': '0', 'x-toggl-quota-resets-in': '1200' };
    await expect(refusal(402, headers).list('users', whole)).rejects.toMatchObject({
      fault: { kind: 'rate-limited', retryAfterSeconds: 1200 },
    });
  });

  test('402 with requests left is a plan that lacks something', async () => {
    const headers = { 'x-toggl-quota-remaining': '29', 'x-toggl-quota-resets-in': '1200' };
    await expect(refusal(402, headers).list('tasks', whole)).rejects.toMatchObject({
      fault: { kind: 'forbidden' },
    });
  });

  test('403 is a bad token by its words, and missing rights otherwise', async () => {
    const bad = refusal(403, {}, 'Incorrect username and/or password').list('users', whole);
    await expect(bad).rejects.toMatchObject({ fault: { kind: 'unauthorized' } });
    const rights = refusal(403, {}, 'User does not have access to this resource.').list('users', whole);
    await expect(rights).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
  });

  test('no tasks is believed only if none are counted', async () => {
    const page = { data: null, page: 1, per_page: 200 };
    const none = talk([{ body: { ...page, total_count: 0 } }]).system;
    expect((await none.list('tasks', whole)).records).toEqual([]);
    const lost = talk([{ body: { ...page, total_count: 3 } }]).system;
    await expect(lost.list('tasks', whole)).rejects.toMatchObject({ fault: { kind: 'drifted' } });
  });
});

describe('what is written', () => {
  test('a new entry says who made it, for whom, and start, stop and duration that agree', async () => {
    const { system, sent } = talk([{ body: entry }]);
    const data = { user_id: '911', day: '2026-03-01', duration: 2700, description: 'Jars' };
    await system.create('time_entries', data, 'k1');
    expect(bodyOf(sent[0]?.body)).toEqual({
      ...{ created_with: expect.stringContaining('BritePool'), workspace_id: 7, project_id: 2101 },
      ...{ user_id: 911, description: 'Jars', duration: 2700 },
      ...{ start: '2026-03-01T08:00:00Z', stop: '2026-03-01T08:45:00Z' },
    });
  });

  test('an entry without a duration is not sent: it would start a timer', async () => {
    const { system, sent } = talk([]);
    await expect(system.create('time_entries', { day: '2026-03-01' }, 'k')).rejects.toMatchObject({
      fault: { kind: 'rejected', pointer: '/duration' },
    });
    expect(sent).toEqual([]);
  });

  test('a change sends only what changed; a new duration brings start and stop along', async () => {
    const { system, sent } = talk([{ body: entry }, { body: entry }, { body: entry }]);
    await system.update('time_entries', '3300000701', { description: 'Turned' });
    await system.update('time_entries', '3300000701', { duration: 3600 });
    expect(bodyOf(sent[0]?.body)).toEqual({ workspace_id: 7, description: 'Turned' });
    expect(bodyOf(sent[2]?.body)).toEqual({
      ...{ workspace_id: 7, duration: 3600 },
      ...{ start: '2026-03-01T22:30:00Z', stop: '2026-03-01T23:30:00Z' },
    });
  });

  test('an entry is not moved to another person', async () => {
    const { system } = talk([{ body: entry }]);
    const moving = system.update('time_entries', '3300000701', { user_id: '912' });
    await expect(moving).rejects.toMatchObject({ fault: { kind: 'rejected', pointer: '/user_id' } });
  });

  test('a new task carries our key and is found again by it', async () => {
    const page = { data: [task], page: 1, per_page: 200, total_count: 1 };
    const { system, sent } = talk([{ body: task }, { body: page }, { body: page }]);
    await system.create('tasks', { name: 'Rake', user_id: '911' }, 'key-1');
    expect(sent[0]?.url.pathname).toBe('/api/v9/workspaces/7/projects/2101/tasks');
    expect(bodyOf(sent[0]?.body)).toEqual({
      ...{ name: 'Rake', user_id: 911, external_reference: 'britepool:key-1' },
    });
    expect(await system.findByKey('tasks', 'key-1')).toMatchObject({ id: '2101:3101', ownKey: 'key-1' });
    expect(await system.findByKey('tasks', 'key-2')).toBe('none');
  });
});

test.each([
  [{ workspaceId: 'Garden' }, 'Choose the workspace'],
  [{ startDate: 'January' }, 'Give a day like 2026-01-01'],
])('settings %j are refused in words', (wrong, words) => {
  const parsed = toggl.settings.safeParse({ ...settings, ...wrong });
  expect(parsed.error?.issues[0]?.message).toBe(words);
});
