import { describe, expect, test } from 'vitest';
import { decidePair } from '../../shared/domain/decide-pair.ts';
import type { PairView } from '../../shared/domain/pair-view.ts';
import { revise } from '../../shared/domain/record.ts';
import { aConflict, at } from '../contract/support/samples.ts';
import {
  ada,
  aView,
  later,
  only,
  ourTask,
  theChange,
  theIntegration,
  theMapping,
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
const { mapping: settled } = update();

describe('a clash that a person has to decide', () => {
  const integration = theIntegration({ conflictStrategy: 'MANUAL_REVIEW' });
  const external = { ...theirs('Theirs'), updatedAt: '2026-03-01T11:00:00.000Z' };
  const clock = { offsetMs: 3_600_000, uncertaintyMs: 1000 };
  const opened = () => update({ integration, record: edited, external, clock, change: poll });

  test('opens a conflict, which the pair names', () => {
    const step = opened();
    expect(step.conflict).toMatchObject({
      version: 1,
      status: 'PENDING',
      integrationId: 'int-1',
      resourceId: 'task-1',
      externalId: '1305',
      createdAt: later,
      fields: [{ field: 'title', base: 'Plant trees', local: { value: 'Ours', at, by: ada } }],
    });
    expect(step.mapping).toMatchObject({ syncStatus: 'CONFLICT', conflictId: step.conflict?.id });
    expect(step.log).toMatchObject({ outcome: 'conflict' });
  });

  test('tells when theirs was changed by our clock', () => {
    expect(opened().conflict?.fields[0]?.external).toEqual({ value: 'Theirs', at });
  });

  test('has the same id when the same look is tried again, and another one at the next clash', () => {
    const id = opened().conflict?.id;
    expect(id).toBe('conf_#map-1 1');
    expect(update({ integration, record: edited, external, change: poll }).conflict?.id).toBe(id);
    const long = { ...tools, hash: (text: string) => `${text} `.repeat(9) };
    const view = aView({ mapping: known, record: edited, integration, external });
    expect(only(decidePair(view, long), 'update').conflict?.id).toBe('conf_map-1 1 map-1 1 map-1 1 ');
    const next = { ...known, version: 2 };
    expect(update({ integration, record: edited, external, mapping: next }).conflict?.id).not.toBe(id);
  });

  test('is not opened twice: the next look finds it named and writes nothing', () => {
    const step = opened();
    if (step.conflict === undefined) throw new Error('There is no conflict.');
    const again = look({
      ...{ integration, record: edited, external, clock },
      ...{ mapping: step.mapping, conflict: step.conflict, change: poll },
    });
    expect(again).toEqual({ kind: 'end', outcome: 'held' });
  });

  test('closes itself when both sides have become equal, and the pair forgets it', () => {
    const conflict = aConflict({ id: 'conf-1' });
    const mapping = { ...settled, conflictId: 'conf-1' };
    const closed = update({ mapping, conflict, change: poll });
    expect(closed.conflict).toMatchObject({ status: 'AUTO_RESOLVED' });
    expect(closed.mapping).not.toHaveProperty('conflictId');
    expect(closed.log).toMatchObject({ outcome: 'unchanged' });
  });

  test('stays named as long as it is open, whatever else is written', () => {
    const step = opened();
    const conflict = step.conflict;
    if (conflict === undefined) throw new Error('There is no conflict.');
    const more = theirs('Theirs', { notes: 'Bring gloves' });
    const next = update({ integration, record: edited, external: more, mapping: step.mapping, conflict });
    expect(next).not.toHaveProperty('conflict');
    expect(next.mapping.conflictId).toBe(conflict.id);
  });
});
