import { describe, expect, test } from 'vitest';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import entries from '../__fixtures__/time-entries-page.json' with { type: 'json' };
import { harvest } from '../index.ts';

const settings = { accountId: '1234567', projectId: '14307913', taskId: '8083365' };
const connection = {
  type: 'HARVEST',
  baseUrl: 'https://api.harvestapp.com/v2',
  authType: 'BEARER_TOKEN',
  settings,
};
const talk = (answers: Parameters<typeof recorded>[3]) =>
  recorded(harvest, connection, { token: 'secret-token' }, answers);
const whole = { since: null, cursor: null };

describe('what is asked of Harvest', () => {
  test('every request names the account and carries the token, and the program that asks', async () => {
    const { system, sent } = talk([{ body: entries }]);
    await system.list('time_entries', { since: '2026-03-01T09:00:00.000Z', cursor: null });
    expect(sent[0]?.url.href).toBe(
      'https://api.harvestapp.com/v2/time_entries?per_page=100&updated_since=2026-03-01T09%3A00%3A00.000Z',
    );
    expect(sent[0]?.headers).toMatchObject({
      authorization: 'Bearer secret-token',
      'harvest-account-id': '1234567',
      'user-agent': expect.stringContaining('BritePool'),
    });
  });

  test('the next page is the link that Harvest gave, as it is', async () => {
    const { system, sent } = talk([{ body: entries }, { body: { ...entries, links: { next: null } } }]);
    const { next } = await system.list('time_entries', whole);
    const last = await system.list('time_entries', { since: null, cursor: next });
    expect(sent[1]?.url.href).toBe(
      'https://api.harvestapp.com/v2/time_entries?cursor=eyJhZnRlciI6&per_page=100',
    );
    expect(last.next).toBeNull();
  });

  test('a new entry names project, kind of work and person by number, and carries our key', async () => {
    const [made] = entries.time_entries;
    const { system, sent } = talk([{ status: 201, body: made }]);
    const data = { spent_date: '2026-03-01', hours: 0.33, notes: 'Weeding', user: { id: '1782959' } };
    await system.create('time_entries', data, 'key-1');
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      ...{ project_id: 14307913, task_id: 8083365, user_id: 1782959 },
      ...{ spent_date: '2026-03-01', hours: 0.33, notes: 'Weeding' },
      external_reference: { id: 'key-1', group_id: 'britepool' },
    });
  });

  test('an entry without a duration is not sent: it would start a timer', async () => {
    const { system, sent } = talk([]);
    const creating = system.create('time_entries', { spent_date: '2026-03-01' }, 'key-1');
    await expect(creating).rejects.toMatchObject({ fault: { kind: 'rejected', pointer: '/hours' } });
    expect(sent).toEqual([]);
  });
});

describe('what Harvest answers', () => {
  test('an entry keeps its time of change in UTC, and our key only where it is ours', async () => {
    const { system } = talk([{ body: entries }]);
    const { records, total } = await system.list('time_entries', whole);
    expect(total).toBe(2);
    expect(records.map(({ id, updatedAt, ownKey }) => [id, updatedAt, ownKey])).toEqual([
      ['636718192', '2017-06-27T16:47:14.000Z', 'key-9'],
      ['636708723', '2017-06-27T16:08:35.000Z', undefined],
    ]);
  });

  test('a refused sign-in names both causes, since a wrong account looks the same', async () => {
    const { system } = talk([{ status: 401, body: { error: 'invalid_token' } }]);
    await expect(system.list('users', whole)).rejects.toMatchObject({
      fault: { kind: 'unauthorized', message: expect.stringMatching(/token.*account/) },
    });
  });

  test('an account that sees only a part of the entries fails the test, with the cure', async () => {
    const me = { first_name: 'Mia', last_name: 'Berg', access_roles: ['member'] };
    const { system } = talk([{ body: me }, { body: { name: 'C', wants_timestamp_timers: false } }]);
    const report = await system.test();
    expect(report.ok).toBe(false);
    expect(report.steps.find(({ ok }) => !ok)).toMatchObject({
      step: 'may-read',
      cure: expect.stringContaining('administrator'),
    });
  });
});

test('settings that are no numbers are refused in words', () => {
  const parsed = harvest.settings.safeParse({ ...settings, accountId: 'Neighbourhood' });
  expect(parsed.error?.issues[0]?.message).toBe('Choose the account');
});
