import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../shared/adapters/in-memory/memory.ts';
import { memoryRecordStore } from '../../shared/adapters/in-memory/record-store.ts';
import { MemoryClock } from '../../shared/adapters/in-memory/system.ts';
import { writeRecord } from '../../shared/application/records/write-record.ts';
import type { ResourceType } from '../../shared/domain/resources.ts';
import type { Fields, FieldValue } from '../../shared/domain/values.ts';

const by = { kind: 'britepool', id: 'ada' } as const;

function community() {
  const memory = new Memory();
  const deps = { records: memoryRecordStore(memory), clock: new MemoryClock() };
  const write = (type: ResourceType, id: string, fields: Fields, version?: number) =>
    writeRecord(deps, type, id, { fields, ...(version === undefined ? {} : { version }) }, by);
  return { memory, deps, write };
}

describe('a record written by BritePool', () => {
  test('is made, then changed field by field, each with who and when', async () => {
    const { deps, write, memory } = community();
    await write('TASK', 't1', { title: 'Plant trees', dueDate: '2026-04-01' });
    deps.clock.pass(60);
    await writeRecord(
      deps,
      'TASK',
      't1',
      { fields: { title: 'Plant 40 trees' } },
      { kind: 'britepool', id: 'bo' },
    );
    const [record] = [...memory.records.values()];
    expect(record).toMatchObject({
      version: 2,
      fields: { title: 'Plant 40 trees', dueDate: '2026-04-01' },
      stamps: {
        title: { at: '2026-03-01T10:01:00.000Z', by: { id: 'bo' } },
        dueDate: { at: '2026-03-01T10:00:00.000Z', by: { id: 'ada' } },
      },
    });
  });

  test('with nothing new costs no write', async () => {
    const { write, memory } = community();
    await write('TASK', 't1', { title: 'A' });
    await write('TASK', 't1', { title: 'A', description: null });
    expect(memory.recordEvents).toHaveLength(1);
  });

  test('over a version that moved on is refused', async () => {
    const { write, memory } = community();
    await write('TASK', 't1', { title: 'A' });
    await write('TASK', 't1', { title: 'B' }, 1);
    expect(await write('TASK', 't1', { title: 'C' }, 1)).toMatchObject({ refused: 'stale' });
    expect(await write('TASK', 't2', { title: 'C' }, 3)).toMatchObject({ refused: 'stale' });
    expect([...memory.records.values()].map(({ fields }) => fields.title)).toEqual(['B']);
  });

  test('without what its kind needs is refused by name', async () => {
    const { write } = community();
    expect(await write('TASK', 't1', {})).toMatchObject({
      refused: 'invalid',
      errors: [{ pointer: '/fields/title' }],
    });
    await write('TASK', 't1', { title: 'A' });
    expect(await write('TASK', 't1', { title: null })).toMatchObject({ refused: 'invalid' });
  });

  test.each<[ResourceType, string, readonly FieldValue[], readonly FieldValue[]]>([
    ['TASK', 'dueDate', ['2026-04-01', null], ['2026-04-01T10:00:00Z', '2026-02-30', 5]],
    ['TASK', 'status', ['BLOCKED'], ['blocked', 'DONE', true]],
    ['TASK', 'tags', [['a'], []], ['a']],
    ['TASK', 'estimatedMinutes', [90, 0], ['90']],
    ['TASK', 'assignedToId', ['member-1'], [7]],
    [
      'MEMBER',
      'covenantAcceptedAt',
      ['2026-03-01T10:00:00.000Z'],
      ['2026-03-01', '2026-03-01T10:00:00+01:00'],
    ],
    [
      'EVENT',
      'startsAt',
      ['2026-03-01T10:00[Europe/Berlin]', '2026-03-01T10:00:00[UTC]'],
      ['2026-03-01T10:00:00Z'],
    ],
    ['PARTICIPATION_LOG', 'billable', [true, false], ['yes', 1]],
  ])('takes for %s %s only values of its kind', async (type, field, good, bad) => {
    const { write } = community();
    const needed = {
      title: 'A',
      name: 'A',
      memberId: 'm',
      date: '2026-03-01',
      startsAt: '2026-03-01T10:00[UTC]',
    };
    const { resourceFields } = await import('../../shared/domain/resources.ts');
    const base = Object.fromEntries(
      Object.entries(needed).filter(([name]) => Object.hasOwn(resourceFields[type], name)),
    );
    for (const value of good)
      expect(await write(type, 'r1', { ...base, [field]: value })).toHaveProperty('record');
    for (const value of bad)
      expect(await write(type, 'r1', { ...base, [field]: value })).toMatchObject({
        refused: 'invalid',
        errors: [{ pointer: `/fields/${field}` }],
      });
  });

  test('keeps one spelling of a local time, so that two ways of writing it never look like an edit', async () => {
    const { write, memory } = community();
    await write('EVENT', 'e1', { title: 'Fair', startsAt: '2026-03-01T10:00:00[Europe/Berlin]' });
    await write('EVENT', 'e1', { startsAt: '2026-03-01T09:00Z[Europe/Berlin]' });
    expect(memory.recordEvents).toHaveLength(1);
    expect(memory.recordEvents[0]?.record.fields.startsAt).toBe('2026-03-01T10:00[Europe/Berlin]');
  });

  test('whose times contradict each other is refused with the contradiction', async () => {
    const { write } = community();
    const entry = {
      memberId: 'm',
      date: '2026-03-01',
      startedAt: '2026-03-01T10:00:00.000Z',
      endedAt: '2026-03-01T11:00:00.000Z',
    };
    expect(await write('PARTICIPATION_LOG', 'p1', { ...entry, minutes: 90 })).toMatchObject({
      refused: 'invalid',
      errors: [
        {
          pointer: '/fields/minutes',
          message: 'The times do not agree: 90 minutes do not fit the 60 minutes from start to end.',
        },
      ],
    });
    expect(await write('PARTICIPATION_LOG', 'p1', { ...entry, minutes: 60 })).toHaveProperty('record');
  });

  test('while somebody else writes it gets both writes; who named a version is told instead', async () => {
    const { deps, write } = community();
    await write('TASK', 't1', { title: 'Plant trees' });
    const { records } = deps;
    /** The sync writes just before the next write of ours. */
    const overtaken = (): typeof records => {
      let first = true;
      return {
        ...records,
        async put(record) {
          if (first) {
            first = false;
            await write('TASK', 't1', { dueDate: '2026-04-01' });
          }
          return records.put(record);
        },
      };
    };
    const title = { fields: { title: 'Plant oaks' } };
    const late = { ...deps, records: overtaken() };
    expect(await writeRecord(late, 'TASK', 't1', { ...title, version: 1 }, by)).toMatchObject({
      refused: 'stale',
    });
    await write('TASK', 't1', { dueDate: null });
    const later = { ...deps, records: overtaken() };
    expect(await writeRecord(later, 'TASK', 't1', title, by)).toMatchObject({
      record: { version: 5, fields: { title: 'Plant oaks', dueDate: '2026-04-01' } },
    });
  });

  test('never gets a field that its kind does not have', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'name')),
        async (field) => {
          fc.pre(!['title', 'description', 'status', 'priority', 'tags'].includes(field));
          const { write, memory } = community();
          const fields: Fields = JSON.parse(`{"title":"A",${JSON.stringify(field)}:{"a":1}}`);
          expect(await write('TASK', 't1', fields)).toMatchObject({ refused: 'invalid' });
          expect(memory.records.size).toBe(0);
        },
      ),
      { seed: 61, numRuns: 60 },
    );
  });
});
