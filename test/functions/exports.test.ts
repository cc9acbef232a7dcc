import { beforeEach, describe, expect, it } from 'vitest';
import { aConflict, aLog, anAuditEntry, anIntegration } from '../contract/support/samples.ts';
import { parseCsv } from '../support/csv.ts';
import { apiWorld } from './api-world.ts';
import { type Answer, ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: '[WEB_STEWARD]' };
const at = '2026-03-01T08:00:00.000Z';

/** Rows by the names of their columns. */
function table({ body }: Answer): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = parseCsv(body);
  return rows.map((row) => Object.fromEntries(names.map((name, column) => [name, row[column] ?? ''])));
}

describe('what admins take with them as CSV', () => {
  let world: ReturnType<typeof apiWorld>;
  beforeEach(async () => {
    world = apiWorld();
    await world.deps.integrations.create(anIntegration({ id: 'garden', name: 'Garden' }));
  });

  const get = (path: string, query: Record<string, string> = {}, headers = {}) =>
    ask(world.admin, { path, query, claims, headers });
  const exported = async () =>
    (await world.deps.audit.list({ limit: 100 })).items.filter(({ action }) => action.endsWith('.exported'));

  it('is a table with a header row, and says what it is', async () => {
    const log = aLog('garden', {
      ...{ outcome: 'rejected', status: 'FAILED', externalId: '=HYPERLINK("x")' },
      fault: { kind: 'rejected', message: 'Name is empty,\n"title" too', httpStatus: 400 },
    });
    await world.deps.logs.put([log]);
    const answer = await get('/api/admin/logs.csv');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'x-export-filters': '',
      'cache-control': 'no-store',
    });
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="logs-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(answer.headers.link).toBeUndefined();
    expect(table(answer)).toEqual([
      expect.objectContaining({
        ...{ id: log.id, externalId: '=HYPERLINK("x")', outcome: 'rejected', httpStatus: '400' },
        errorMessage: 'Name is empty,\n"title" too',
      }),
    ]);
    expect(answer.body).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('holds what its filters let through, and its name and a header say which', async () => {
    await world.deps.logs.put([
      aLog('garden', { resourceId: 'Öl/1', outcome: 'dead', status: 'FAILED' }),
      aLog('garden', { resourceId: 'Öl/1' }),
    ]);
    const answer = await get('/api/admin/logs.csv', { recordId: 'Öl/1', outcome: 'dead' });
    expect(table(answer).map(({ outcome }) => outcome)).toEqual(['dead']);
    expect(answer.headers['x-export-filters']).toBe('outcome=dead&recordId=%C3%96l%2F1');
    expect(answer.headers['content-disposition']).toContain('-outcome-dead-recordId--l-1.csv"');
  });

  it('begins with a byte order mark only when it is asked for', async () => {
    expect((await get('/api/admin/audit.csv')).body.startsWith('at,actor')).toBe(true);
    expect((await get('/api/admin/audit.csv', { bom: 'yes' })).body.startsWith('\uFEFFat,actor')).toBe(true);
  });

  it('comes in parts that make one file: each names the next, only the first has a header row', async () => {
    const logs = Array.from({ length: 5200 }, () => aLog('garden', { status: 'FAILED', outcome: 'dead' }));
    await world.deps.logs.put([...logs, aLog('garden')]);
    const path = '/api/admin/logs.csv';
    const first = await get(path, { status: 'FAILED', bom: 'yes' });
    const [, link = ''] = /^<(.*)>; rel="next"$/.exec(first.headers.link ?? '') ?? [];
    const next = new URL(link, `https://api.example${path}`);
    expect(next.pathname).toBe(path);
    const second = await get(path, Object.fromEntries(next.searchParams));
    expect(second.headers.link).toBeUndefined();
    const whole = table({ ...first, body: `${first.body}${second.body}` });
    expect(whole).toHaveLength(5200);
    expect(new Set(whole.map(({ id }) => id))).toEqual(new Set(logs.map(({ id }) => id)));
  });

  it('can be conflicts, with the values of both sides', async () => {
    await world.deps.conflicts.put(aConflict({ id: 'conf_1', integrationId: 'garden' }));
    await world.deps.conflicts.put(aConflict({ id: 'conf_2', integrationId: 'garden', status: 'IGNORED' }));
    const path = '/api/admin/integrations/conflicts.csv';
    const [row, ...others] = table(await get(path, { integrationId: 'garden' }));
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      ...{ id: 'conf_1', integrationName: 'Garden', status: 'PENDING', conflictedFields: 'title' },
      localData: '{"title":"Plant oaks"}',
      externalData: '{"title":"Plant limes"}',
    });
    expect(table(await get(path, { status: 'IGNORED' })).map(({ id }) => id)).toEqual(['conf_2']);
  });

  it('can be the audit trail, with before and after', async () => {
    await world.deps.audit.append(
      anAuditEntry({ at, actor: 'ben', before: null, after: { name: 'A, "B"' } }),
    );
    const rows = table(await get('/api/admin/audit.csv'));
    expect(rows.find(({ actor }) => actor === 'ben')).toMatchObject({
      ...{ at, before: 'null', after: '{"name":"A, \\"B\\""}' },
    });
  });

  it('is audited: who took what, with which filters and how many rows', async () => {
    await world.deps.logs.put([aLog('garden')]);
    await get('/api/admin/logs.csv', { integrationId: 'garden' });
    expect(await exported()).toEqual([
      expect.objectContaining({
        ...{ actor: 'ada', action: 'logs.exported', subject: 'logs', before: null },
        after: { filters: { integrationId: 'garden' }, rows: 1, continued: false },
      }),
    ]);
  });

  it('is refused with a broken cursor, a wrong filter or an unknown integration, and then nothing is audited', async () => {
    for (const [query, status] of [
      [{ cursor: 'page two' }, 400],
      [{ outcome: 'lost' }, 400],
      [{ integrationId: 'gone' }, 404],
    ] as const)
      expect(problemOf(await get('/api/admin/logs.csv', query))).toMatchObject({
        status,
        hint: expect.any(String),
      });
    expect(await exported()).toEqual([]);
  });

  it('is sent anew each time: nobody is told that nothing changed', async () => {
    const answer = await get('/api/admin/audit.csv', {}, { 'if-none-match': '*' });
    expect([answer.statusCode, answer.headers.etag]).toEqual([200, undefined]);
  });
});
