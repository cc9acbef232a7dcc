import { createServer } from 'node:http';
import jsonServer from 'json-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { httpClient } from '../../shared/adapters/http/http-client.ts';
import { connect } from '../../shared/connector-kit/connect.ts';
import { genericRest } from '../../shared/connectors/generic-rest/index.ts';
import type { ExternalData } from '../../shared/domain/external.ts';
import { listenOnLoopback } from '../contract/support/wire.ts';
import { readAll } from './support/session.ts';

const http = httpClient({ allowLoopback: true, timeoutMs: 5000, maxBytes: 1_048_576 });
const fields = [{ externalField: 'title', internalField: 'title', required: true }];
const byNumber = { pager: { style: 'page-number', pageParam: '_page', sizeParam: '_limit', size: 10 } };
const byLink = { list: '/tasks?_page=1', pager: { style: 'link-header', sizeParam: '_limit', size: 10 } };

/** A REST server that none of us wrote, with 25 tasks, and the connector that knows it by its settings only. */
async function strangeServer(tasks: ExternalData) {
  const app = jsonServer.create();
  const rows = Array.from({ length: 25 }, (_, at) => ({
    id: at + 1,
    title: `Task ${at + 1}`,
    color: 'green',
    updated_at: new Date(Date.UTC(2026, 2, 1, 10, at)).toISOString(),
  }));
  app.use(jsonServer.defaults({ logger: false }));
  app.use(jsonServer.router({ tasks: rows }));
  const server = createServer(app);
  const baseUrl = await listenOnLoopback(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const settings = {
    streams: {
      tasks: {
        list: '/tasks',
        item: '/tasks/{id}',
        updatedAt: { pointer: 'updated_at' },
        since: { param: 'updated_at_gte' },
        fields,
        ...tasks,
      },
    },
  };
  const connection = { baseUrl, authType: 'BEARER_TOKEN', settings };
  return connect(
    genericRest,
    connection,
    { token: 'unused' },
    { http, now: () => new Date('2026-03-01T12:00:00.000Z') },
  );
}

describe('a REST server that none of us wrote is connected by settings alone', () => {
  test('answers the connection test', async () => {
    expect(await (await strangeServer(byNumber)).test()).toMatchObject({ ok: true });
  });

  test.each([
    ['page numbers', byNumber],
    ['Link headers', byLink],
  ])('is read whole by %s', async (_, tasks) => {
    const system = await strangeServer(tasks);
    const pages = await readAll(system, 'tasks');
    const ids = pages.flatMap(({ records }) => records.map(({ id }) => Number(id)));
    expect(ids).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
    expect(pages).toHaveLength(3);
  });

  test('is read since a time', async () => {
    const system = await strangeServer(byNumber);
    const changed = (await readAll(system, 'tasks', '2026-03-01T10:20:00.000Z')).flatMap(
      ({ records }) => records,
    );
    expect(changed.map(({ id }) => id)).toEqual(['21', '22', '23', '24', '25']);
  });

  test('takes new records, changes and deletions, and answers for each record', async () => {
    const system = await strangeServer(byNumber);
    const made = await system.create('tasks', { title: 'New' }, 'key-1');
    expect(await system.get('tasks', made.id)).toMatchObject({ id: made.id, data: { title: 'New' } });
    expect(await system.update('tasks', made.id, { title: 'Changed' })).toMatchObject({
      data: { title: 'Changed' },
    });
    expect(await system.delete('tasks', made.id)).toBe('deleted');
    expect(await system.get('tasks', made.id)).toBe('gone');
    expect(await system.delete('tasks', made.id)).toBe('gone');
    await expect(system.update('tasks', made.id, { title: 'Late' })).rejects.toMatchObject({
      fault: { kind: 'not-found' },
    });
  });

  test('keeps what we do not map, also where only PUT is used', async () => {
    const system = await strangeServer({ ...byNumber, updateVerb: 'PUT' });
    await system.update('tasks', '7', { title: 'Changed' });
    expect(await system.get('tasks', '7')).toMatchObject({ data: { title: 'Changed', color: 'green' } });
  });

  test('that has no such collection is told in the connection test', async () => {
    const report = await (await strangeServer({ list: '/chores' })).test();
    expect(report).toMatchObject({ ok: false });
    expect(report.steps.at(-1)).toMatchObject({ step: 'may-read', ok: false });
  });
});
