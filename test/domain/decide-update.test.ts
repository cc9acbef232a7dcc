import { describe, expect, test } from 'vitest';
import { decidePair } from '../../shared/domain/decide-pair.ts';
import type { IntegrationMapping } from '../../shared/domain/mapping.ts';
import type { PairView } from '../../shared/domain/pair-view.ts';
import { type BritePoolRecord, revise } from '../../shared/domain/record.ts';
import { at } from '../contract/support/samples.ts';
import {
  ada,
  agreed,
  aView,
  later,
  only,
  ourTask,
  theChange,
  theMapping,
  theSync,
  tools,
} from './support/a-pair.ts';

const known = theMapping({ title: 'Plant trees' });
const task = ourTask({ title: 'Plant trees' });
const poll = theChange({ cause: 'poll' });
const theirs = (name: string, more: object = {}) => ({ id: '1305', data: { name, ...more }, updatedAt: at });
const look = (more: Partial<PairView> = {}) =>
  decidePair(aView({ mapping: known, record: task, ...more }), tools);
const update = (more: Partial<PairView> = {}) => only(look(more), 'update');
const edited = revise(task, { title: 'Ours' }, { at, by: ada });

/** The pair once everything about it is settled. */
const { mapping: settled } = update();

describe('an edit over there', () => {
  const taken = () => update({ external: theirs('Plant oaks') });

  test('is written by the sync on behalf of its integration', () => {
    const step = taken();
    expect(step.record).toMatchObject({
      version: 2,
      fields: { title: 'Plant oaks' },
      updatedAt: later,
      updatedBy: theSync,
      lastLogId: step.log?.id,
    });
    expect(step.after).toEqual(step.record);
  });

  test('brings the pair one version on, with the delivery and the field mapping that did it', () => {
    const step = taken();
    expect(step.mapping).toMatchObject({
      version: 2,
      syncStatus: 'SYNCED',
      recentDeliveries: ['delivery-7'],
      fieldMappingVersion: 3,
    });
    expect(step.mapping.lastExternalHash).toContain('Plant oaks');
    expect(step.mapping).not.toHaveProperty('turns');
  });

  test('is no delivery to remember when a poll found it, but is explained', () => {
    const found = update({ external: theirs('Plant oaks'), change: poll });
    expect(found.mapping.recentDeliveries).toEqual([]);
    expect(found.log).toMatchObject({ outcome: 'applied', operation: 'UPDATE' });
  });

  test('is counted when it comes back on something that the sync had passed on', () => {
    const turns = [{ way: 'out', at }] as const;
    const mapping = { ...known, turns };
    expect(update({ mapping, external: theirs('Plant oaks') }).mapping.turns).toEqual([
      ...turns,
      { way: 'in', at: later },
    ]);
    expect(update({ mapping }).mapping.turns).toEqual(turns);
  });
});

describe('an edit of ours', () => {
  test('is pushed and explained, and no record is written', () => {
    const step = update({ record: edited, change: poll });
    expect(step).not.toHaveProperty('record');
    expect(step).toMatchObject({ push: { title: 'Ours' }, after: edited, log: { outcome: 'applied' } });
    expect(step.mapping.lastExternalHash).toBe('');
  });
});

describe('a pair that is settled', () => {
  const atRest = (more: Partial<PairView> = {}, mapping: IntegrationMapping = settled) =>
    only(look({ mapping, ...more }), 'end');

  test('is left alone', () => {
    expect(atRest()).toMatchObject({
      outcome: 'unchanged',
      log: { outcome: 'unchanged', resourceId: 'task-1', externalId: '1305', waiting: [] },
    });
    expect(atRest({ change: poll })).toEqual({ kind: 'end', outcome: 'unchanged' });
  });

  test('gets an entry even from a poll when the old one is not true any more', () => {
    expect(atRest({ change: poll, explainAnyway: true })).toHaveProperty('log');
    expect(atRest({ change: poll, explainAnyway: false })).not.toHaveProperty('log');
  });

  test('tells an echo of our own write from other news that change nothing', () => {
    const echo = { ...settled, lastPushedHash: settled.lastExternalHash };
    expect(atRest({}, echo)).toMatchObject({ outcome: 'echo', log: { outcome: 'echo' } });
    expect(atRest({}, { ...settled, lastPushedHash: 'another' }).outcome).toBe('unchanged');
  });

  test('keeps the entry that this very change left when it was applied', () => {
    const record: BritePoolRecord = { ...task, lastLogId: theChange().logId };
    const change = { ...theChange(), logId: record.lastLogId ?? '' };
    expect(atRest({ record, change })).toEqual({ kind: 'end', outcome: 'unchanged' });
  });

  test('is stored once more, without an entry, when a poll sees something new that needs no write', () => {
    const step = update({ change: poll });
    expect(step).not.toHaveProperty('record');
    expect(step).not.toHaveProperty('log');
    expect(step).toMatchObject({ outcome: 'unchanged', push: {}, after: task });
  });

  test('is stored with an entry when somebody asked', () => {
    expect(update().log).toMatchObject({ outcome: 'unchanged', changes: [] });
  });
});

describe('a value that nobody understands', () => {
  const external = theirs('Plant trees', { due_on: 'soon' });

  test('waits; once that is known, looking again writes nothing and says what waits', () => {
    const first = update({ external });
    expect(first.mapping.lastExternalHash).toBe('');
    expect(first.log).toMatchObject({ outcome: 'held', waiting: [{ field: 'dueDate' }] });
    expect(only(look({ external, mapping: first.mapping }), 'end')).toMatchObject({
      outcome: 'held',
      log: { outcome: 'held', waiting: [{ field: 'dueDate' }] },
    });
  });

  test('is held, not an echo, even when we wrote the rest ourselves', () => {
    const mapping = { ...update({ external }).mapping, lastPushedHash: '' };
    expect(only(look({ external, mapping }), 'end').outcome).toBe('held');
  });
});

describe('a pair of which something waits', () => {
  const waiting = { ...known, lastExternalHash: '' };
  const unclear = { due_on: 'soon' };

  test('still sends what was edited here, as often as it takes', () => {
    expect(update({ mapping: waiting, record: edited, change: poll }).push).toEqual({ title: 'Ours' });
  });

  test('still merges lists of both sides', () => {
    const mapping = { ...waiting, base: { ...waiting.base, ...agreed({ tags: ['a'] }) } };
    const record = revise(task, { tags: ['a', 'b'] }, { at, by: ada });
    const step = update({ mapping, record, external: theirs('Plant trees', { tags: ['a', 'c'] }) });
    expect(step.record?.fields.tags).toEqual(['a', 'b', 'c']);
    expect(step.push).toEqual({ tags: ['a', 'b', 'c'] });
  });

  test('still learns what both sides came to agree on, and tells what went', () => {
    const record = revise(task, { title: 'Same' }, { at, by: ada });
    const step = update({ mapping: waiting, record, external: theirs('Same', unclear), change: poll });
    expect(step.mapping.base.title?.value).toBe('Same');
    expect(step).not.toHaveProperty('record');
    expect(step.log).toMatchObject({ changes: [{ field: 'title', before: 'Plant trees', after: 'Same' }] });
  });
});

describe('a value that was taken over from there', () => {
  test('is marked as nobody’s edit here; a merged one is not', () => {
    const mapping = { ...known, base: { ...known.base, ...agreed({ tags: ['a'] }) } };
    const record = revise(task, { tags: ['a', 'b'] }, { at, by: ada });
    const step = update({ mapping, record, external: theirs('Plant oaks', { tags: ['a', 'c'] }) });
    expect(step.record?.stamps).toEqual({
      title: { at: later, by: theSync, taken: true },
      tags: { at: later, by: theSync },
    });
  });

  test('gives way to what they have now, though the pair never learnt of it', () => {
    const stamps = { title: { at, by: theSync, taken: true } } as const;
    const half = { ...task, fields: { title: 'Plant oaks' }, stamps };
    const external = theirs('Plant limes');
    expect(update({ record: half, external }).record?.fields).toEqual({ title: 'Plant limes' });
    const byAnother = { kind: 'integration', id: 'int-2' } as const;
    for (const stamp of [
      { at, by: theSync },
      { at, by: byAnother, taken: true as const },
      { at, by: ada, taken: true as const },
    ])
      expect(update({ record: { ...half, stamps: { title: stamp } }, external }).mapping.syncStatus).toBe(
        'CONFLICT',
      );
  });
});

describe('a record that the sync had archived because theirs was deleted', () => {
  const parted = { side: 'external', how: 'archived', at } as const;
  const archived = { ...task, archivedAt: at };

  test('comes out of the archive when theirs comes back, and the entry says so', () => {
    const step = update({ mapping: { ...settled, parted }, record: archived, change: poll });
    expect(step.record).not.toHaveProperty('archivedAt');
    expect(step.record).toMatchObject({ version: 2, updatedBy: theSync });
    expect(step.mapping).not.toHaveProperty('parted');
    expect(step.log).toMatchObject({
      outcome: 'applied',
      changes: [{ field: 'archivedAt', before: at, after: null }],
    });
  });

  test('that a person took out before only needs the pair to forget the deletion', () => {
    const step = update({ mapping: { ...settled, parted }, change: poll });
    expect(step).not.toHaveProperty('record');
    expect(step.mapping).not.toHaveProperty('parted');
  });
});

describe('a try that died between record and pair', () => {
  test('is finished, and its entry tells what it changed although a poll finishes it', () => {
    const external = theirs('Plant oaks');
    const first = update({ external, change: poll });
    const again = update({ external, change: poll, record: first.record ?? task });
    expect(again).not.toHaveProperty('record');
    expect(again.log?.changes).toMatchObject([
      { field: 'title', before: 'Plant trees', after: 'Plant oaks' },
    ]);
  });

  test('is not finished by another change, which found both sides equal', () => {
    const external = theirs('Plant oaks');
    const first = update({ external });
    const other = theChange({ cause: 'poll', logId: 'another' });
    expect(update({ external, change: other, record: first.record ?? task }).outcome).toBe('unchanged');
  });
});
