import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../connector-kit/connector-facts.ts';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import type { ExternalData } from '../../../domain/external.ts';
import { genericRest } from '../index.ts';
import { talk, withTasks } from './talk.ts';

describe('records one by one', () => {
  test('are found inside their wrapper, under their own name of the id', async () => {
    const settings = withTasks({ wrapper: 'task', idPointer: 'meta.key', item: '/task/{id}.json' });
    const { system, sent } = talk(settings, { body: { task: { meta: { key: 7 }, name: 'A' } } });
    expect(await system.get('tasks', 'a/b')).toMatchObject({ id: '7', data: { name: 'A' } });
    expect(sent[0]?.url.pathname).toBe('/v1/task/a%2Fb.json');
  });

  test('are gone when the settings say that this status means so, or their flag does', async () => {
    expect(await talk(withTasks({}), { status: 410 }).system.get('tasks', '1')).toBe('gone');
    expect(await talk(withTasks({ notFoundStatuses: [403] }), { status: 403 }).system.get('tasks', '1')).toBe(
      'gone',
    );
    const flagged = withTasks({ deletedFlag: { pointer: 'archived' } });
    expect(await talk(flagged, { body: { id: 1, archived: true } }).system.get('tasks', '1')).toBe('gone');
    const page = await talk(flagged, { body: [{ id: 1, archived: true }, { id: 2 }] }).system.list('tasks', {
      since: null,
      cursor: null,
    });
    expect([page.deletedIds, page.records.map(({ id }) => id)]).toEqual([['1'], ['2']]);
  });

  test('are created with the idempotency key in the header that the system wants', async () => {
    const settings = withTasks({ wrapper: 'task' }, { idempotencyHeader: 'Idempotency-Key' });
    const { system, sent } = talk(settings, { status: 201, body: { task: { id: 5 } } });
    expect(await system.create('tasks', { name: 'A' }, 'key-1')).toMatchObject({ id: '5' });
    expect(sent[0]).toMatchObject({ method: 'POST', body: '{"task":{"name":"A"}}' });
    expect(sent[0]?.headers).toMatchObject({ 'Idempotency-Key': 'key-1' });
  });

  test('carry our key where the system keeps one, and are found by it after an answer was lost', async () => {
    const settings = withTasks({ externalKey: { pointer: 'meta.external_id', param: 'external_id' } });
    const made = talk(settings, { status: 201, body: { id: 5, meta: { external_id: 'key-1' } } });
    expect(await made.system.create('tasks', { name: 'A' }, 'key-1')).toMatchObject({
      id: '5',
      ownKey: 'key-1',
    });
    expect(made.sent[0]?.body).toBe('{"name":"A","meta":{"external_id":"key-1"}}');
    const body = [
      { id: 4, meta: { external_id: 'key-10' } },
      { id: 5, meta: { external_id: 'key-1' } },
    ];
    const asked = talk(settings, { body });
    expect(await asked.system.findByKey('tasks', 'key-1')).toMatchObject({ id: '5' });
    expect(asked.sent[0]?.url.searchParams.get('external_id')).toBe('key-1');
    expect(await talk(settings, { body }).system.findByKey('tasks', 'key-2')).toBe('none');
    expect(await talk(withTasks({}), { body }).system.findByKey('tasks', 'key-1')).toBe('unsupported');
  });

  test('are replaced whole where the system only knows PUT, so that unmapped fields survive', async () => {
    const { system, sent } = talk(
      withTasks({ updateVerb: 'PUT' }),
      { body: { id: 1, name: 'A', color: 'red' } },
      { body: { id: 1, name: 'B', color: 'red' } },
    );
    await system.update('tasks', '1', { name: 'B' });
    expect(JSON.parse(sent[1]?.body ?? '')).toEqual({ id: 1, name: 'B', color: 'red' });
  });

  test('that are gone are not made anew by a PUT', async () => {
    const { system, sent } = talk(
      withTasks({ updateVerb: 'PUT' }),
      { status: 404 },
      { body: { id: 1, name: 'B' } },
    );
    await expect(system.update('tasks', '1', { name: 'B' })).rejects.toMatchObject({
      fault: { kind: 'not-found' },
    });
    expect(sent).toHaveLength(1);
  });

  test('are read back where the system answers a change with nothing', async () => {
    const { system, sent } = talk(withTasks({}), { status: 204 }, { body: { id: 1, name: 'Trimmed' } });
    expect(await system.update('tasks', '1', { name: ' Trimmed ' })).toMatchObject({
      data: { name: 'Trimmed' },
    });
    expect(sent.map(({ method }) => method)).toEqual(['PATCH', 'GET']);
  });

  test('cannot be written where the settings say so', async () => {
    await expect(talk(withTasks({ readOnly: true })).system.create('tasks', {}, 'k')).rejects.toMatchObject({
      fault: { kind: 'rejected' },
    });
  });
});

describe('signing in', () => {
  const headersFor = async (
    authType: string,
    credentials: Record<string, string>,
    more: ExternalData = {},
  ) => {
    const connection = { baseUrl: 'https://rest.example', authType, settings: withTasks({}, more) };
    const { system, sent } = recorded(genericRest, connection, credentials, [{ body: [] }]);
    await system.list('tasks', { since: null, cursor: null });
    return { headers: sent[0]?.headers, search: sent[0]?.url.search };
  };

  test('is done in each of the ways that the form offers', async () => {
    expect((await headersFor('BEARER_TOKEN', { token: 'x' })).headers).toMatchObject({
      authorization: 'Bearer x',
    });
    expect((await headersFor('BASIC_AUTH', { username: 'ada', password: 'pä' })).headers).toMatchObject({
      authorization: `Basic ${Buffer.from('ada:pä').toString('base64')}`,
    });
    expect((await headersFor('API_KEY', { apiKey: 'x' })).headers).toMatchObject({ 'x-api-key': 'x' });
    const inQuery = await headersFor('API_KEY', { apiKey: 'x' }, { apiKey: { in: 'query', name: 'key' } });
    expect(inQuery.search).toBe('?key=x');
    expect(
      (await headersFor('BEARER_TOKEN', { token: 'x' }, { headers: { 'x-tenant': '7' } })).headers,
    ).toMatchObject({ 'x-tenant': '7' });
  });
});

describe('settings that cannot work are refused where they are wrong', () => {
  test.each<[string, ExternalData, string]>([
    ['no collection at all', { streams: {} }, '/settings/streams'],
    ['a path without its slash', withTasks({ list: 'tasks' }), '/settings/streams/tasks/list'],
    ['no field mapped', withTasks({ fields: [] }), '/settings/streams/tasks/fields'],
    [
      'a pager that nobody knows',
      withTasks({ pager: { style: 'guess' } }),
      '/settings/streams/tasks/pager/style',
    ],
    [
      'a pointer into the language',
      withTasks({ idPointer: '__proto__.x' }),
      '/settings/streams/tasks/idPointer',
    ],
    ['a position too far', withTasks({ itemsPointer: 'a[123456]' }), '/settings/streams/tasks/itemsPointer'],
    ['a word that is no setting', withTasks({ colour: 'red' }), '/settings/streams/tasks'],
  ])('%s', (_, settings, pointer) => {
    expect(
      factsOf(genericRest)
        .checkSettings(settings)
        .map((error) => error.pointer),
    ).toContain(pointer);
  });
});
