import { describe, expect, test, vi } from 'vitest';
import type { recorded } from '../../../connector-kit/simulator/recorded.ts';
import type { ExternalData } from '../../../domain/external.ts';
import { talk, withTasks } from './talk.ts';

/** Reads to the end; answers the addresses asked and the ids read. */
async function readAll(settings: ExternalData, ...answers: Parameters<typeof recorded>[3]) {
  const { system, sent } = talk(settings, ...answers);
  const ids: string[] = [];
  for (let cursor: string | null = null, pages = 0; pages < 9; pages++) {
    const page: Awaited<ReturnType<typeof system.list>> = await system.list('tasks', { since: null, cursor });
    ids.push(...page.records.map(({ id }) => id));
    cursor = page.next;
    if (cursor === null) break;
  }
  return { ids, asked: sent.map(({ url }) => `${url.pathname}${url.search}`) };
}
const items = (...ids: readonly (string | number)[]) => ids.map((id) => ({ id, name: `Task ${id}` }));

describe('a system is read page by page as its settings say', () => {
  test('all at once', async () => {
    expect(await readAll(withTasks({}), { body: items(1, 2) })).toEqual({
      ids: ['1', '2'],
      asked: ['/v1/tasks'],
    });
  });

  test('by Link headers', async () => {
    const settings = withTasks({ pager: { style: 'link-header', sizeParam: 'per_page', size: 2 } });
    const link = { headers: { link: '</v1/tasks?per_page=2&page=2>; rel="next"' } };
    expect(await readAll(settings, { body: items(1, 2), ...link }, { body: items(3) })).toEqual({
      ids: ['1', '2', '3'],
      asked: ['/v1/tasks?per_page=2', '/v1/tasks?per_page=2&page=2'],
    });
  });

  test('by the next address in the body', async () => {
    const settings = withTasks({
      itemsPointer: 'data',
      pager: { style: 'next-url', nextPointer: 'links.next' },
    });
    const first = { data: items('a'), links: { next: 'https://rest.example/v1/tasks?after=a' } };
    const answer = await readAll(
      settings,
      { body: first },
      { body: { data: items('b'), links: { next: null } } },
    );
    expect(answer).toEqual({ ids: ['a', 'b'], asked: ['/v1/tasks', '/v1/tasks?after=a'] });
  });

  test('by page number until a short page', async () => {
    const settings = withTasks({
      pager: { style: 'page-number', pageParam: 'page', sizeParam: 'size', size: 2 },
    });
    expect(await readAll(settings, { body: items(1, 2) }, { body: items(3) })).toEqual({
      ids: ['1', '2', '3'],
      asked: ['/v1/tasks?page=1&size=2', '/v1/tasks?page=2&size=2'],
    });
  });

  test('by page number until an empty page, where the system does not let us choose the size', async () => {
    const settings = withTasks({ pager: { style: 'page-number', pageParam: 'page', first: 0 } });
    expect(await readAll(settings, { body: items(1, 2) }, { body: items(3, 4) }, { body: [] })).toEqual({
      ids: ['1', '2', '3', '4'],
      asked: ['/v1/tasks?page=0', '/v1/tasks?page=1', '/v1/tasks?page=2'],
    });
  });

  test('by offset', async () => {
    const settings = withTasks({
      pager: { style: 'offset', offsetParam: 'skip', limitParam: 'take', size: 2 },
    });
    expect(await readAll(settings, { body: items(1, 2) }, { body: items(3) })).toEqual({
      ids: ['1', '2', '3'],
      asked: ['/v1/tasks?skip=0&take=2', '/v1/tasks?skip=2&take=2'],
    });
  });

  test('by a cursor in the body', async () => {
    const settings = withTasks({
      itemsPointer: 'results',
      pager: { style: 'cursor', cursorParam: 'after', nextPointer: 'paging.next.after' },
    });
    const first = { results: items(1), paging: { next: { after: 'x1' } } };
    expect(await readAll(settings, { body: first }, { body: { results: items(2) } })).toEqual({
      ids: ['1', '2'],
      asked: ['/v1/tasks', '/v1/tasks?after=x1'],
    });
  });
});

describe('what is not a page is drifted and never empty', () => {
  const list = (settings: ExternalData, ...answers: Parameters<typeof recorded>[3]) =>
    talk(settings, ...answers).system.list('tasks', { since: null, cursor: null });
  const drifted = { fault: { kind: 'drifted' } };

  test.each([
    ['cut off', '[{"id":1,'],
    ['empty', ''],
    ['an object where a list was', '{"error":"no"}'],
    ['with a record that has no id', '[{"name":"x"}]'],
    ['with something that is no record', '[1]'],
  ])('%s', async (_, body) => {
    await expect(list(withTasks({}), { body })).rejects.toMatchObject(drifted);
  });

  test('without the list at its place', async () => {
    await expect(
      list(withTasks({ itemsPointer: 'data.items' }), { body: { data: {} } }),
    ).rejects.toMatchObject(drifted);
  });

  test('with a next page on another host, which would get our token', async () => {
    const settings = withTasks({ pager: { style: 'link-header' } });
    const { system, sent } = talk(settings, {
      body: items(1),
      headers: { link: '<https://evil.example/>; rel="next"' },
    });
    const { next } = await system.list('tasks', { since: null, cursor: null });
    await expect(system.list('tasks', { since: null, cursor: next })).rejects.toMatchObject(drifted);
    expect(sent).toHaveLength(1);
  });

  test('that names itself as its next page', async () => {
    const settings = withTasks({
      itemsPointer: 'd',
      pager: { style: 'cursor', cursorParam: 'c', nextPointer: 'n' },
    });
    const { system } = talk(settings, { body: { d: [], n: 'same' } });
    await expect(system.list('tasks', { since: null, cursor: 'same' })).rejects.toMatchObject(drifted);
  });
});

describe('times', () => {
  const timeOf = async (updatedAt: ExternalData, at: ExternalData[string]) => {
    const { system } = talk(withTasks({ updatedAt }), { body: [{ id: 1, at }] });
    return (await system.list('tasks', { since: null, cursor: null })).records[0]?.updatedAt;
  };

  test('are read in the format that the settings name', async () => {
    expect(await timeOf({ pointer: 'at' }, '2026-03-01T11:00:00+01:00')).toBe('2026-03-01T10:00:00.000Z');
    expect(await timeOf({ pointer: 'at', format: 'epoch-seconds' }, 1_772_359_200)).toBe(
      '2026-03-01T10:00:00.000Z',
    );
    expect(await timeOf({ pointer: 'at', format: 'epoch-milliseconds' }, 1_772_359_200_000)).toBe(
      '2026-03-01T10:00:00.000Z',
    );
    expect(await timeOf({ pointer: 'at' }, 'yesterday')).toBeUndefined();
    expect(await timeOf({ pointer: 'at' }, null)).toBeUndefined();
  });

  test('without a zone are UTC wherever we run', async () => {
    vi.stubEnv('TZ', 'America/Los_Angeles');
    try {
      expect(await timeOf({ pointer: 'at' }, '2026-03-01T10:00:00')).toBe('2026-03-01T10:00:00.000Z');
      expect(await timeOf({ pointer: 'at' }, '2026-03-01 10:00:00.5')).toBe('2026-03-01T10:00:00.500Z');
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('too large for any calendar are no times and do not break the page', async () => {
    expect(await timeOf({ pointer: 'at', format: 'epoch-seconds' }, 1e18)).toBeUndefined();
  });

  test.each([
    ['iso', '2026-03-01T10:00:00.000Z'],
    ['epoch-seconds', '1772359200'],
    ['epoch-milliseconds', '1772359200000'],
  ])('are asked for as %s', async (format, expected) => {
    const { system, sent } = talk(withTasks({ since: { param: 'since', format } }), { body: [] });
    await system.list('tasks', { since: '2026-03-01T10:00:00.000Z', cursor: null });
    expect(sent[0]?.url.searchParams.get('since')).toBe(expected);
  });
});
