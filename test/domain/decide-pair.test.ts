import { describe, expect, test } from 'vitest';
import type { Change } from '../../shared/domain/change.ts';
import { decidePair } from '../../shared/domain/decide-pair.ts';
import type { PairStep, PairView } from '../../shared/domain/pair-view.ts';
import { revise } from '../../shared/domain/record.ts';
import { at } from '../contract/support/samples.ts';
import {
  aView,
  ada as by,
  theMapping as mapping,
  only,
  ourTask as record,
  theChange,
  theIntegration,
  tools,
} from './support/a-pair.ts';

const change = theChange();
const decide = (more: Partial<PairView>): PairStep => decidePair(aView({ change, ...more }), tools);

describe('an external record that is new here', () => {
  test('becomes a record, a mapping with its base and a log entry that explains every field', () => {
    const step = only(decide({}), 'create');
    expect(step.record).toMatchObject({
      version: 1,
      fields: { title: 'Plant trees' },
      lastLogId: change.logId,
    });
    expect(step.mapping).toMatchObject({
      internalId: step.record.id,
      externalId: '1305',
      syncStatus: 'SYNCED',
      base: { title: { value: 'Plant trees', by: 'external' } },
      recentDeliveries: [change.deliveryKey],
      fieldMappingVersion: 3,
    });
    expect(step.log).toMatchObject({
      id: change.logId,
      outcome: 'applied',
      operation: 'CREATE',
      changes: [{ field: 'title', before: null, after: 'Plant trees', from: 'external' }],
      lagMs: 300_000,
    });
  });

  test('without a value that is needed is refused and says where', () => {
    const step = only(decide({ external: { id: '1305', data: { notes: 'x' } } }), 'reject');
    expect(step.fault).toMatchObject({ kind: 'rejected', pointer: '/name' });
  });

  test('is not created where nothing flows in, and the sender is told so', () => {
    const outward = theIntegration({ syncDirection: 'BRITEPOOL_TO_EXTERNAL' });
    const step = only(decide({ integration: outward }), 'end');
    expect(step.outcome).toBe('unchanged');
    expect(step.log?.id).toBe(change.logId);
  });

  test('with a value that nobody understands is created without it and waits for a person', () => {
    const step = only(decide({ external: { id: '1305', data: { name: 'A', due_on: 'soon' } } }), 'create');
    expect(step.record.fields).not.toHaveProperty('dueDate');
    expect(step.log).toMatchObject({ status: 'PARTIAL_SUCCESS', waiting: [{ field: 'dueDate' }] });
    expect(step.mapping.lastExternalHash).toBe('');
  });
});

describe('a pair that is known', () => {
  const pair = { mapping: mapping({ title: 'Plant trees' }), record: record({ title: 'Plant trees' }) };

  test('takes an edit from there, one version on, with its inverse in the log', () => {
    const step = only(
      decide({ ...pair, external: { id: '1305', data: { name: 'Plant 40 trees' } } }),
      'update',
    );
    expect(step.record).toMatchObject({
      version: 2,
      fields: { title: 'Plant 40 trees' },
      lastLogId: change.logId,
    });
    expect(step.mapping).toMatchObject({ version: 2, base: { title: { value: 'Plant 40 trees' } } });
    expect(step.log?.changes).toEqual([
      {
        field: 'title',
        before: 'Plant trees',
        after: 'Plant 40 trees',
        from: 'external',
        rule: expect.any(String),
      },
    ]);
    expect(step.push).toEqual({});
  });

  test('pushes an edit made here and writes no record', () => {
    const edited = revise(pair.record, { title: 'Ours' }, { at, by });
    const step = only(decide({ ...pair, record: edited }), 'update');
    expect(step.record).toBeUndefined();
    expect(step.push).toEqual({ title: 'Ours' });
    expect(step.mapping.base.title?.value).toBe('Plant trees');
  });

  test('keeps a clash open for a person and lets the other fields through', () => {
    const edited = revise(pair.record, { title: 'Ours' }, { at, by });
    const external = { id: '1305', data: { name: 'Theirs', notes: 'Bring gloves' } };
    const step = only(decide({ ...pair, record: edited, external }), 'update');
    expect(step.record?.fields).toEqual({ title: 'Ours', description: 'Bring gloves' });
    expect(step.mapping.syncStatus).toBe('CONFLICT');
    expect(step.log).toMatchObject({ status: 'CONFLICT_PENDING', waiting: [{ field: 'title' }] });
  });

  test('whose BritePool record was deleted is held and nothing is written', () => {
    const step = only(decide({ mapping: pair.mapping, record: undefined }), 'end');
    expect(step).toMatchObject({ outcome: 'held', log: { id: change.logId, waiting: [{ field: '*' }] } });
  });

  const settled = (() => {
    const step = only(decide({ ...pair, external: { id: '1305', data: { name: 'Plant trees' } } }), 'update');
    return { mapping: step.mapping, record: pair.record };
  })();

  test('that is settled costs no write; whoever asked gets an entry, a poll gets none', () => {
    const asked = only(decide(settled), 'end');
    expect(asked).toMatchObject({ outcome: 'unchanged', log: { id: change.logId } });
    const polled = only(decide({ ...settled, change: { ...change, cause: 'poll' } }), 'end');
    expect(polled).toEqual({ kind: 'end', outcome: 'unchanged' });
  });

  test('that brings back what we wrote ourselves is an echo', () => {
    const pushed = { ...settled.mapping, lastPushedHash: settled.mapping.lastExternalHash };
    expect(only(decide({ ...settled, mapping: pushed }), 'end').outcome).toBe('echo');
  });
});

describe('a try that died half-way', () => {
  const before = mapping({ title: 'Plant trees' });
  const external = { id: '1305', data: { name: 'Plant 40 trees', due_on: 'soon' } };
  const first = only(
    decide({ mapping: before, record: record({ title: 'Plant trees' }), external }),
    'update',
  );

  test('after the record was written: the next one finishes the mapping and logs the same change', () => {
    const again = only(decide({ mapping: before, record: first.record, external }), 'update');
    expect(again.record).toBeUndefined();
    expect(again.mapping.base.title?.value).toBe('Plant 40 trees');
    expect(again.log).toMatchObject({ id: change.logId, outcome: 'applied' });
    expect(again.log?.changes).toMatchObject([
      { field: 'title', before: 'Plant trees', after: 'Plant 40 trees' },
    ]);
  });

  test('after everything was written: the next one does not write over the entry that explains the change', () => {
    const poll: Change = { ...change, cause: 'poll' };
    const again = decide({ mapping: first.mapping, record: first.record, external, change: poll });
    expect(again).toEqual({ kind: 'end', outcome: 'held' });
  });
});
