import { describe, expect, test } from 'vitest';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import page from '../__fixtures__/tasks-page.json' with { type: 'json' };
import { asana } from '../index.ts';

const connection = {
  baseUrl: 'https://app.asana.com/api/1.0',
  authType: 'BEARER_TOKEN',
  settings: { workspaceGid: '1100', projectGids: ['1200', '1201'] },
};
const talk = (...answers: Parameters<typeof recorded>[3]) =>
  recorded(asana, connection, { token: 'pat' }, answers);

describe('a page of Asana tasks', () => {
  test('is asked for with every field that the mappings read, 100 at a time', async () => {
    const { system, sent } = talk({ body: page });
    await system.list('tasks', { since: '2026-02-01T00:00:00.000Z', cursor: null });
    const query = sent[0]?.url.searchParams;
    expect(sent[0]?.url.pathname).toBe('/api/1.0/tasks');
    expect(sent[0]?.headers.authorization).toBe('Bearer pat');
    expect(query?.get('project')).toBe('1200');
    expect(query?.get('limit')).toBe('100');
    expect(query?.get('modified_since')).toBe('2026-02-01T00:00:00.000Z');
    const asked = query?.get('opt_fields')?.split(',') ?? [];
    for (const stream of asana.manifest.streams.filter(({ name }) => name === 'tasks'))
      for (const { externalField } of stream.fieldMappings)
        expect(asked).toContain(externalField.split('.')[0]);
  });

  test('becomes records with their ids and times, kept whole', async () => {
    const read = await talk({ body: page }).system.list('tasks', { since: null, cursor: null });
    expect(read.records.map(({ id, updatedAt }) => ({ id, updatedAt }))).toEqual([
      { id: '1305000000000001', updatedAt: '2026-03-01T10:15:30.123Z' },
      { id: '1305000000000002', updatedAt: '2026-02-27T08:00:00.000Z' },
    ]);
    expect(read.records[0]?.data).toMatchObject({
      name: 'Repair the tool shed',
      assignee: { gid: '1201000000000007' },
    });
    expect(read.deletedIds).toEqual([]);
  });

  test('leads to the next page of its project, then to the next project, then to the end', async () => {
    const last = { data: [], next_page: null };
    const { system, sent } = talk({ body: page }, { body: last }, { body: last });
    const cursors: (string | null)[] = [null];
    while (cursors.length < 4) {
      const { next } = await system.list('tasks', { since: null, cursor: cursors.at(-1) ?? null });
      cursors.push(next);
      if (next === null) break;
    }
    expect(cursors.at(-1)).toBeNull();
    expect(sent.map(({ url }) => [url.searchParams.get('project'), url.searchParams.get('offset')])).toEqual([
      ['1200', null],
      ['1200', page.next_page.offset],
      ['1201', null],
    ]);
  });

  test.each([
    ['cut off', JSON.stringify(page).slice(0, 700)],
    ['empty', ''],
    ['an error page', '<html>Sorry</html>'],
    ['without its list', { errors: [] }],
    ['with a task that has no id', { data: [{ name: 'x' }], next_page: null }],
    ['with a next page of another kind', { data: [], next_page: 'abc' }],
  ])('that is %s is drifted and never empty', async (_, body) => {
    await expect(talk({ body }).system.list('tasks', { since: null, cursor: null })).rejects.toMatchObject({
      fault: { kind: 'drifted' },
    });
  });
});

describe('what Asana refuses', () => {
  test.each([
    [400, 'rejected'],
    [401, 'unauthorized'],
    [402, 'forbidden'],
    [403, 'forbidden'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%i is %s', async (status, kind) => {
    const { system } = talk({
      status,
      body: { errors: [{ message: 'Sorry' }] },
      headers: { 'retry-after': '30' },
    });
    await expect(system.get('tasks', '1')).rejects.toMatchObject({ fault: { kind, httpStatus: status } });
  });

  test('a plan that lacks something is told in words', async () => {
    const { system } = talk({ status: 402, body: { errors: [{ message: 'Upgrade' }] } });
    await expect(system.get('tasks', '1')).rejects.toMatchObject({
      fault: { message: expect.stringContaining('plan') },
    });
  });
});

describe('what is written to Asana', () => {
  test('is wrapped as Asana wants it, in the first project of the integration', async () => {
    const { system, sent } = talk({
      status: 201,
      body: { data: { gid: '9', modified_at: '2026-03-01T10:00:00.000Z' } },
    });
    await system.create('tasks', { name: 'New' }, 'key');
    expect(sent[0]?.method).toBe('POST');
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      data: { name: 'New', projects: ['1200'], workspace: '1100' },
    });
  });

  test('an id is never more than one step of the address', async () => {
    const { system, sent } = talk({ status: 404 });
    expect(await system.get('tasks', '../users/me?x=')).toBe('gone');
    expect(sent[0]?.url.pathname).toBe('/api/1.0/tasks/..%2Fusers%2Fme%3Fx%3D');
  });

  test('people are read only', async () => {
    await expect(talk().system.update('users', '1', {})).rejects.toMatchObject({
      fault: { kind: 'rejected' },
    });
  });
});

describe('the settings', () => {
  test.each([
    [{}, ['/settings/workspaceGid', '/settings/projectGids']],
    [{ workspaceGid: 'main', projectGids: ['1'] }, ['/settings/workspaceGid']],
    [{ workspaceGid: '1', projectGids: [] }, ['/settings/projectGids']],
    [{ workspaceGid: '1', projectGids: ['1', 'x'] }, ['/settings/projectGids/1']],
    [{ workspaceGid: '1', projectGids: ['1'], teamGids: ['Garden'] }, ['/settings/teamGids/0']],
    [{ workspaceGid: '1', projectGids: ['1'], startDate: '2026-02-30' }, ['/settings/startDate']],
  ])('%j are refused where they are wrong', async (settings, pointers) => {
    const { factsOf } = await import('../../../connector-kit/connector-facts.ts');
    const errors = factsOf(asana).checkSettings(settings);
    expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(errors.every(({ message }) => message.length > 0)).toBe(true);
  });
});
