import { afterEach, describe, expect, test } from 'vitest';
import { factsOf } from '../../shared/connector-kit/connector-facts.ts';
import { isPath } from '../../shared/domain/paths.ts';
import { fieldSpec } from '../../shared/domain/resources.ts';
import { openSession, readAll, type Session } from './support/session.ts';
import { allSubjects } from './support/subjects.ts';

const open: Session[] = [];
afterEach(async () => {
  for (const session of open.splice(0)) await session.running.close();
});
const remember = (session: Session): Session => {
  open.push(session);
  return session;
};

describe.each(allSubjects)('$subject.name', ({ connector, subject }) => {
  const session = async (size?: { tasks: number; members: number }) =>
    remember(await openSession(connector, subject, size));
  const { stream, created, changed } = subject.writable;

  describe('the connection test', () => {
    test('succeeds with good credentials and names each step', async () => {
      const report = await (await session()).system.test();
      expect(report.steps.filter(({ ok }) => !ok)).toEqual([]);
      expect(report.ok).toBe(true);
      expect(report.steps.map(({ step }) => step)).toEqual(
        expect.arrayContaining(['reachable', 'signed-in', 'may-read']),
      );
    });

    test('fails at the sign-in with credentials that the vendor refuses, and says what to do', async () => {
      const { systemFor, running } = await session();
      const report = await systemFor(running.baseUrl, subject.badCredentials).test();
      expect(report.ok).toBe(false);
      expect(report.steps.find(({ ok }) => !ok)).toMatchObject({
        step: 'signed-in',
        cure: expect.any(String),
      });
      expect(JSON.stringify(report)).not.toContain('revoked');
    });

    test('fails at the first step when nobody is there', async () => {
      const { systemFor, running } = await session();
      await running.close();
      const report = await systemFor(running.baseUrl, running.credentials).test();
      expect(report).toMatchObject({ ok: false, steps: [{ step: 'reachable', ok: false }] });
    });
  });

  describe('reading', () => {
    test('brings every record once over all pages, twice the same', async () => {
      const { system } = await session({ tasks: subject.threePages, members: 3 });
      const [first, second] = [await readAll(system, stream), await readAll(system, stream)];
      const ids = first.flatMap(({ records }) => records.map(({ id }) => id));
      expect(first.length).toBeGreaterThanOrEqual(3);
      expect(ids).toHaveLength(subject.threePages);
      expect(new Set(ids).size).toBe(subject.threePages);
      expect(second.flatMap(({ records }) => records.map(({ id }) => id))).toEqual(ids);
    });

    test('works for every stream that it offers', async () => {
      const { system, running } = await session();
      const streams = factsOf(connector).streams(running.settings);
      expect(streams.length).toBeGreaterThan(0);
      for (const { name } of streams) {
        const [page] = await readAll(system, name);
        expect(page?.records.length).toBeGreaterThan(0);
        const [record] = page?.records ?? [];
        expect(await system.get(name, record?.id ?? '')).toEqual(record);
      }
    });

    const can = connector.manifest.streams.find(({ name }) => name === stream)?.can;
    if (can?.incremental === false)
      test('since a time brings everything again, what changed included, where the vendor cannot tell', async () => {
        const { system, pass, now, edit } = await session();
        pass(3600);
        const since = now().toISOString();
        const before = (await readAll(system, stream, since)).flatMap(({ records }) => records);
        const id = before[5]?.id ?? '';
        await edit(id, changed);
        const read = (await readAll(system, stream, since)).flatMap(({ records }) => records);
        expect(read).toHaveLength(before.length);
        expect(read.filter((record) => record.id === id)).toMatchObject([{ id, data: changed }]);
      });
    else
      test('since a time brings what changed and leaves out what did not', async () => {
        const { system, pass, now, edit } = await session();
        pass(3600);
        const since = now().toISOString();
        const [page] = await readAll(system, stream);
        const id = page?.records[5]?.id ?? '';
        expect((await readAll(system, stream, since)).flatMap(({ records }) => records)).toEqual([]);
        await edit(id, changed);
        const read = (await readAll(system, stream, since)).flatMap(({ records }) => records);
        expect(read).toMatchObject([{ id, data: changed, updatedAt: since }]);
      });

    test('misses none of many that were changed at the same moment, over all pages', async () => {
      const size = { tasks: subject.threePages, members: 3 };
      const { system, pass, now, edit } = await session(size);
      const all = (await readAll(system, stream)).flatMap(({ records }) => records.map(({ id }) => id));
      pass(3600);
      const since = now().toISOString();
      for (const id of all) await edit(id, changed);
      const read = (await readAll(system, stream, since)).flatMap(({ records }) => records);
      expect(read).toHaveLength(all.length);
      expect(new Set(read.map(({ id }) => id))).toEqual(new Set(all));
      for (const { data } of read) expect(data).toMatchObject(changed);
    });
  });

  describe('writing', () => {
    test('creates, reads back, changes and deletes a record', async () => {
      const { system } = await session();
      const made = await system.create(stream, created, 'key-1');
      expect(made.data).toMatchObject(created);
      expect(await system.get(stream, made.id)).toEqual(made);
      const after = await system.update(stream, made.id, changed);
      expect(after.data).toMatchObject({ ...created, ...changed });
      expect(await system.get(stream, made.id)).toEqual(after);
      expect(await system.delete(stream, made.id)).toBe('deleted');
      expect(await system.get(stream, made.id)).toBe('gone');
      expect(await system.delete(stream, made.id)).toBe('gone');
    });

    test('a create whose answer is lost is found again and not made twice', async () => {
      const { system, running } = await session();
      const known = new Set(
        (await readAll(system, stream)).flatMap(({ records }) => records.map(({ id }) => id)),
      );
      running.faults({ lost: { count: 1 } });
      await expect(system.create(stream, created, 'key-7')).rejects.toMatchObject({
        fault: { kind: 'unavailable' },
      });
      const found = await system.findByKey(stream, 'key-7');
      if (found === 'none') await system.create(stream, created, 'key-7');
      const added = (await readAll(system, stream))
        .flatMap(({ records }) => records)
        .filter(({ id }) => !known.has(id));
      expect(added).toMatchObject([{ data: created }]);
      if (found !== 'none' && found !== 'unsupported') expect(added).toEqual([found]);
    });

    test('to a record that is gone says so', async () => {
      const { system } = await session();
      expect(await system.get(stream, '999999')).toBe('gone');
      await expect(system.update(stream, '999999', changed)).rejects.toMatchObject({
        fault: { kind: 'not-found' },
      });
    });
  });

  describe('bad days', () => {
    test('too many requests carry the wait that the vendor asks for (or is known to need), and then all is well again', async () => {
      const { system, running } = await session();
      running.faults({ tooMany: { count: 1, retryAfterSeconds: 17 } });
      const list = () => system.list(stream, { since: null, cursor: null });
      await expect(list()).rejects.toMatchObject({
        fault: {
          kind: 'rate-limited',
          httpStatus: subject.tooManyStatus ?? 429,
          retryAfterSeconds: subject.assumedWaitSeconds ?? 17,
        },
      });
      expect((await list()).records.length).toBeGreaterThan(0);
    });

    test.each([500, 502, 503])(
      'an outage (%i) is unavailable, for reads and writes alike',
      async (status) => {
        const { system, running } = await session();
        const unavailable = { fault: { kind: 'unavailable', httpStatus: status } };
        running.faults({ fail: { count: 4, status } });
        await expect(system.list(stream, { since: null, cursor: null })).rejects.toMatchObject(unavailable);
        await expect(system.get(stream, '1')).rejects.toMatchObject(unavailable);
        await expect(system.create(stream, created, 'k')).rejects.toMatchObject(unavailable);
        await expect(system.delete(stream, '1')).rejects.toMatchObject(unavailable);
      },
    );

    test.each([
      [401, 'unauthorized'],
      [402, 'forbidden'],
      [403, 'forbidden'],
      [404, 'not-found'],
      [409, 'conflict'],
      [422, 'rejected'],
    ] as const)('a refusal with %i is read as what it means there', async (status, usual) => {
      const { system, running } = await session();
      running.faults({ fail: { count: 1, status } });
      const kind = subject.refusals?.[status] ?? usual;
      await expect(system.list(stream, { since: null, cursor: null })).rejects.toMatchObject({
        fault: { kind, httpStatus: status },
      });
    });

    test.each([
      '{"data":[{"gid":"1","na',
      '',
      '{}',
      '[]',
      'null',
      '<html>busy</html>',
      '{"items":7,"data":7}',
    ])('a page that reads %s is drifted and never empty', async (body) => {
      const { system, running } = await session();
      running.faults({ garbage: { count: 1, body } });
      const listing = system.list(stream, { since: null, cursor: null });
      if (body === subject.emptyList) expect((await listing).records).toEqual([]);
      else await expect(listing).rejects.toMatchObject({ fault: { kind: 'drifted' } });
    });

    test('a record that does not read is drifted and never gone', async () => {
      const { system, running } = await session();
      running.faults({ garbage: { count: 1, body: '{"da' } });
      const [page] = [await system.list(stream, { since: null, cursor: null }).catch(() => undefined)];
      expect(page).toBeUndefined();
      const [real] = (await system.list(stream, { since: null, cursor: null })).records;
      running.faults({ garbage: { count: 1, body: '{"da' } });
      await expect(system.get(stream, real?.id ?? '')).rejects.toMatchObject({ fault: { kind: 'drifted' } });
    });
  });

  test('maps only onto fields that BritePool has, by paths that can be read', async () => {
    const { running } = await session();
    const sets = factsOf(connector).defaultFieldMappings(running.settings);
    expect(sets.length).toBeGreaterThan(0);
    for (const set of sets) {
      for (const mapping of set.fields) {
        expect(fieldSpec(set.resourceType, mapping.internalField), mapping.internalField).toBeDefined();
        expect(isPath(mapping.externalField), mapping.externalField).toBe(true);
      }
    }
  });

  test('offers in its manifest exactly what it can do', async () => {
    const { running } = await session();
    const operations = connector.streams(connector.settings.parse(running.settings));
    for (const { name } of factsOf(connector).streams(running.settings)) {
      const can = connector.manifest.streams.find((item) => item.name === name)?.can;
      for (const verb of ['create', 'update', 'delete'] as const)
        expect([name, verb, operations[name]?.[verb] !== undefined]).toEqual([name, verb, can?.[verb]]);
    }
  });
});
