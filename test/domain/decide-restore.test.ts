import { describe, expect, test } from 'vitest';
import type { Change } from '../../shared/domain/change.ts';
import { decidePair } from '../../shared/domain/decide-pair.ts';
import type { FieldMapping } from '../../shared/domain/field-mapping.ts';
import { externalFingerprint } from '../../shared/domain/fingerprint.ts';
import type { Base, IntegrationMapping } from '../../shared/domain/mapping.ts';
import type { PairView } from '../../shared/domain/pair-view.ts';
import { draft } from '../../shared/domain/record.ts';
import { aConflict, at } from '../contract/support/samples.ts';
import {
  agreed,
  aView,
  later,
  only,
  taskRules,
  theChange,
  theFieldMapping,
  theIntegration,
  theMapping,
  theSync,
  tools,
} from './support/a-pair.ts';

const erased: Change = theChange({ side: 'local', kind: 'deleted', recordId: 'task-1' });
const known = theMapping({ title: 'Plant trees' });
const look = (more: Partial<PairView> = {}) =>
  decidePair(aView({ change: erased, mapping: known, ...more }), tools);
const theirs = (name: string, more: object = {}) => ({ id: '1305', data: { name, ...more }, updatedAt: at });

describe('ours was deleted while somebody edited theirs', () => {
  const restored = () => only(look({ external: theirs('Plant oaks', { due_on: '2026-04-01' }) }), 'update');
  const record = draft(
    { resourceType: 'TASK', id: 'task-1' },
    { title: 'Plant oaks', dueDate: '2026-04-01' },
    { at: later, by: theSync, logId: erased.logId },
  );

  test('ours lives again under its old id, with what they have', () => {
    expect(restored()).toMatchObject({ outcome: 'applied', record, after: record, push: {} });
  });

  test('the pair agrees on what they have, and needs no second look', () => {
    const { mapping } = restored();
    expect(mapping).toMatchObject({
      id: known.id,
      version: 2,
      syncStatus: 'SYNCED',
      base: { title: { value: 'Plant oaks' }, dueDate: { value: '2026-04-01' } },
      recentDeliveries: [erased.deliveryKey],
      fieldMappingVersion: 3,
      lastSyncedAt: later,
    });
    expect(mapping.lastExternalHash).toContain('Plant oaks');
  });

  test('the entry tells of a record that was made, and why', () => {
    const { log } = restored();
    expect(log).toMatchObject({
      id: erased.logId,
      operation: 'CREATE',
      outcome: 'applied',
      resourceId: 'task-1',
    });
    expect(log?.changes[0]).toMatchObject({
      field: 'title',
      before: null,
      after: 'Plant oaks',
      from: 'external',
      rule: 'it was edited in the external system when it was deleted here: ours lives again',
    });
  });

  test('nothing is left of a deletion that was awaited, or of a conflict', () => {
    const awaiting = { approvalId: 'approval-1', side: 'local' } as const;
    const mapping = { ...known, awaiting, conflictId: 'conf-1' };
    const conflict = aConflict({ id: 'conf-1' });
    const again = only(look({ mapping, conflict, external: theirs('Plant oaks') }), 'update');
    expect(again.mapping).not.toHaveProperty('awaiting');
    expect(again.mapping).not.toHaveProperty('conflictId');
  });
});

test('a value that nobody understood when ours was restored comes as soon as somebody does', () => {
  const mapping = theMapping({ title: 'Plant trees', dueDate: '2026-04-01' });
  const unclear = theirs('Plant oaks', { due_on: 'soon' });
  const { mapping: next, record } = only(look({ external: unclear, mapping }), 'update');
  const external = theirs('Plant oaks', { due_on: '2026-04-01' });
  expect(decidePair(aView({ external, mapping: next, record }), tools)).toMatchObject({
    push: {},
    after: { fields: { title: 'Plant oaks', dueDate: '2026-04-01' } },
  });
});

describe('theirs came back after a deletion', () => {
  const parted = { side: 'external', how: 'followed', at } as const;

  test('and ours with it; the pair forgets the deletion', () => {
    const step = only(look({ change: theChange(), mapping: { ...known, parted } }), 'update');
    expect(step.record).toMatchObject({ id: 'task-1', version: 1, fields: { title: 'Plant trees' } });
    expect(step.mapping).not.toHaveProperty('parted');
    expect(step.log?.changes).toMatchObject([
      { field: 'title', rule: 'it came back in the external system: ours lives again' },
    ]);
  });

  test('but goes its own way where that was decided', () => {
    const unlinked = { ...known, parted: { ...parted, side: 'local', how: 'unlinked' } as const };
    expect(only(look({ change: theChange(), mapping: unlinked }), 'end')).toMatchObject({
      outcome: 'held',
      log: {
        resourceId: 'task-1',
        waiting: [{ field: '*', reason: 'the BritePool record was deleted; this one goes its own way' }],
      },
    });
  });

  test('together with ours, where ours had been unlinked because theirs was gone', () => {
    const unlinked = { ...known, parted: { ...parted, how: 'unlinked' } as const };
    expect(look({ change: theChange(), mapping: unlinked }).kind).toBe('update');
  });
});

describe('ours is gone and nobody said so yet', () => {
  test.each<[string, Partial<Change>]>([
    ['a webhook about theirs', {}],
    ['a deletion over there', { kind: 'deleted' }],
    ['an edit of ours that is older than its deletion', { side: 'local' }],
  ])('%s leaves it to the change that tells of our deletion', (_what, more) => {
    expect(look({ change: theChange(more), external: theirs('Plant oaks') })).toMatchObject({
      kind: 'end',
      outcome: 'held',
      log: {
        waiting: [
          {
            field: '*',
            reason: 'the BritePool record was deleted; its own change says what becomes of this one',
          },
        ],
      },
    });
  });
});

describe('no unseen edit of theirs, so ours stays deleted:', () => {
  const staysDeleted = (more: Partial<PairView>) => expect(look(more).kind).toBe('part');
  const lives = (more: Partial<PairView>) => expect(look(more).kind).toBe('update');
  const mapped = (base: Base, more: Partial<IntegrationMapping> = {}) => ({ ...known, base, ...more });
  const title = agreed({ title: 'Plant trees' });

  test('theirs is as both last agreed', () => {
    staysDeleted({ external: theirs('Plant trees') });
    staysDeleted({ external: { id: '1305', data: { name: 'Plant trees' } } });
  });

  test('whoever deleted ours had seen it: it was edited clearly before', () => {
    const edited = (updatedAt: string, clock = { offsetMs: 0, uncertaintyMs: 1000 }) => ({
      external: { ...theirs('Plant oaks'), updatedAt },
      clock,
    });
    staysDeleted(edited('2026-03-01T09:59:57.999Z'));
    lives(edited('2026-03-01T09:59:58.000Z'));
    lives(edited('2026-03-01T10:00:05.000Z'));
    const anHourAhead = { offsetMs: 3_600_000, uncertaintyMs: 1000 };
    staysDeleted(edited('2026-03-01T10:59:57.999Z', anHourAhead));
    lives(edited('2026-03-01T10:59:58.000Z', anHourAhead));
  });

  describe('it is still what our last write was answered with, though that said more than we agreed on:', () => {
    const answered = theirs('Plant trees', { due_on: '2026-04-01' });
    const lastPushedHash = tools.hash(externalFingerprint(theFieldMapping(), answered.data, 'BIDIRECTIONAL'));
    const sent = { ...known, lastPushedHash, externalUpdatedAt: at, lastExternalHash: '' };

    test('a vendor gives a new record a first value of its own, and nobody has seen it yet', () => {
      lives({ external: answered });
      staysDeleted({ external: answered, mapping: sent });
    });

    test('but not where somebody edited it since, though only back to what it was', () => {
      lives({ external: { ...answered, updatedAt: later }, mapping: sent });
      lives({ external: theirs('Plant oaks', { due_on: '2026-04-01' }), mapping: sent });
    });

    test('where nobody says when it was edited, only as long as nothing else was seen of it', () => {
      const { updatedAt: _unsaid, ...external } = answered;
      const { externalUpdatedAt: _never, ...mapping } = sent;
      staysDeleted({ external, mapping: { ...mapping, lastExternalHash: lastPushedHash } });
      lives({ external, mapping });
      lives({ external, mapping: { ...mapping, lastExternalHash: 'edited' } });
    });
  });

  test('nobody can say when it was edited: that may have been after', () => {
    lives({ external: { id: '1305', data: { name: 'Plant oaks' } } });
  });

  test('the field does not flow in', () => {
    const outward: FieldMapping[] = taskRules.map((rule) =>
      rule.internalField === 'description' ? { ...rule, direction: 'out' } : rule,
    );
    const external = theirs('Plant trees', { notes: 'Bring gloves' });
    lives({ external });
    staysDeleted({ external, fieldMapping: theFieldMapping(outward) });
  });

  test('nothing flows in at all', () => {
    const integration = theIntegration({ syncDirection: 'BRITEPOOL_TO_EXTERNAL' });
    staysDeleted({ integration, external: theirs('Plant oaks') });
  });

  test('the value cannot be understood', () => {
    staysDeleted({ external: theirs('Plant trees', { due_on: 'soon' }) });
    const mapping = mapped(agreed({ title: 'Plant trees', dueDate: '2026-04-01' }));
    const emptied = taskRules.map((rule) => ({ ...rule, emptyOverwrites: true }));
    const external = theirs('Plant trees', { due_on: 'soon' });
    staysDeleted({ mapping, external, fieldMapping: theFieldMapping(emptied) });
  });

  test('the value is empty, and empty does not overwrite', () => {
    const mapping = mapped(agreed({ title: 'Plant trees', dueDate: '2026-04-01' }));
    staysDeleted({ mapping, external: theirs('Plant trees') });
    const overwriting = taskRules.map((rule) => ({ ...rule, emptyOverwrites: true }));
    lives({ mapping, external: theirs('Plant trees'), fieldMapping: theFieldMapping(overwriting) });
  });

  test('only the order of a list differs', () => {
    const mapping = mapped({ ...title, ...agreed({ tags: ['a', 'b'] }) });
    staysDeleted({ mapping, external: theirs('Plant trees', { tags: ['b', 'a'] }) });
  });

  test('it was agreed that the two sides differ, and theirs is still that', () => {
    const differing = { value: 'Ours', external: 'Theirs', at, by: 'rule' } as const;
    const mapping = mapped({ ...title, description: differing });
    staysDeleted({ mapping, external: theirs('Plant trees', { notes: 'Theirs' }) });
    lives({ mapping, external: theirs('Plant trees', { notes: 'Ours' }) });
    const emptyThere = mapped({ ...title, description: { ...differing, external: null } });
    lives({ mapping: emptyThere, external: theirs('Plant trees', { notes: 'Ours' }) });
  });
});
