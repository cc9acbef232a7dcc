import { describe, expect, test } from 'vitest';
import { decidePair } from '../../shared/domain/decide-pair.ts';
import type { PairView } from '../../shared/domain/pair-view.ts';
import { aClaim, at } from '../contract/support/samples.ts';
import { aView, later, only, theChange, theIntegration, theSync, tools } from './support/a-pair.ts';

const look = (more: Partial<PairView> = {}) => decidePair(aView(more), tools);

describe('an external record that nobody here knows', () => {
  test('becomes a record and a pair, written by the sync on behalf of its integration', () => {
    const step = only(look(), 'create');
    expect(step.record).toMatchObject({
      id: 'task_new',
      resourceType: 'TASK',
      version: 1,
      createdAt: later,
      updatedBy: theSync,
      lastLogId: step.log.id,
    });
    expect(step.mapping).toMatchObject({
      schemaVersion: 1,
      id: 'map_new',
      version: 1,
      integrationId: 'int-1',
      resourceType: 'TASK',
      internalId: 'task_new',
      externalId: '1305',
      stream: 'tasks',
      recentDeliveries: ['delivery-7'],
      fieldMappingVersion: 3,
      createdAt: later,
    });
    expect(step.log).toMatchObject({ operation: 'CREATE', resourceId: 'task_new', externalId: '1305' });
  });

  test('shows its values, so that it can be recognised as one of ours', () => {
    expect(only(look(), 'create').newcomer).toMatchObject({ title: 'Plant trees' });
  });

  test('that a poll found leaves no delivery to remember', () => {
    const step = only(look({ change: theChange({ cause: 'poll' }) }), 'create');
    expect(step.mapping.recentDeliveries).toEqual([]);
  });
});

describe('an external record that BritePool itself may be creating', () => {
  const claim = aClaim({ sent: { title: 'Plant trees' } });

  test('waits ten seconds until the two are linked', () => {
    expect(look({ claims: [aClaim({ sent: { title: 'Something else' } }), claim] })).toEqual({
      kind: 'reject',
      fault: {
        kind: 'unavailable',
        message: 'BritePool is creating this very record over there; the two are linked first.',
        retryAfterSeconds: 10,
      },
    });
  });

  test('does not wait for the creation of another one', () => {
    expect(look({ claims: [aClaim({ sent: { title: 'Something else' } })] }).kind).toBe('create');
    expect(look({ claims: [] }).kind).toBe('create');
  });
});

describe('where nothing flows into BritePool', () => {
  const integration = theIntegration({ syncDirection: 'BRITEPOOL_TO_EXTERNAL' });

  test('a newcomer changes nothing, and whoever sent it finds that written down', () => {
    const step = only(look({ integration }), 'end');
    expect(step).toMatchObject({
      outcome: 'unchanged',
      log: { outcome: 'unchanged', operation: 'UPDATE', resourceId: null, externalId: '1305', waiting: [] },
    });
    expect(step.log).toMatchObject({ fieldMappingVersion: 3, createdAt: later, durationMs: 300_000 });
  });

  test('a poll writes nothing down about it', () => {
    const change = theChange({ cause: 'poll' });
    expect(look({ integration, change })).toMatchObject({ kind: 'end', outcome: 'unchanged' });
    expect(look({ integration, change })).not.toHaveProperty('log');
  });

  test('a newcomer is shown all the same, for it may be one of ours', () => {
    expect(only(look({ integration }), 'end').newcomer).toMatchObject({ title: 'Plant trees' });
  });
});

describe('a newcomer that cannot become a record', () => {
  test('lacks a value that this integration needs: the sender is told where', () => {
    expect(look({ external: { id: '1305', data: { notes: 'x' }, updatedAt: at } })).toEqual({
      kind: 'reject',
      fault: {
        kind: 'rejected',
        message: 'The external record has no value at "name", which this integration needs.',
        pointer: '/name',
      },
    });
  });

  test('is told where inside nested values, too', () => {
    const [rule] = aView().fieldMapping.fields;
    if (rule === undefined) throw new Error('There is no rule.');
    const fieldMapping = { ...aView().fieldMapping, fields: [{ ...rule, externalField: 'data.task.name' }] };
    expect(look({ fieldMapping })).toMatchObject({ fault: { pointer: '/data/task/name' } });
  });

  test('has a needed value that cannot be understood: it waits and says which', () => {
    const step = only(look({ external: { id: '1305', data: { name: ['a'] } } }), 'end');
    expect(step).toMatchObject({
      outcome: 'held',
      log: {
        resourceId: null,
        waiting: [{ field: 'title', reason: 'expected a text, found a list' }],
      },
    });
    expect(step).not.toHaveProperty('newcomer');
  });
});
