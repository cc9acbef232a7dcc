import { describe, expect, test } from 'vitest';
import { decideGoneHere, decideGoneThere } from '../../shared/domain/decide-deletion.ts';
import type { IntegrationMapping } from '../../shared/domain/mapping.ts';
import type { DeletionView, PairStep } from '../../shared/domain/pair-view.ts';
import { draft } from '../../shared/domain/record.ts';
import {
  aChange,
  aConflict,
  aFieldMappingSet,
  aMapping,
  anApproval,
  anIntegration,
  at,
  type SaidOfIntegration,
} from '../contract/support/samples.ts';

const later = '2026-03-01T11:00:00.000Z';
const tools = { startedAt: at, now: later, hash: (text: string) => text, newId: (prefix: string) => prefix };
const by = { kind: 'britepool', id: 'ada' } as const;
const record = draft({ resourceType: 'TASK', id: 'task-1' }, { title: 'Plant trees' }, { at, by });
const mapping = aMapping({ internalId: 'task-1', externalId: '1305', lastSyncedAt: later });

const view = (more: Partial<DeletionView> & { readonly as?: SaidOfIntegration } = {}): DeletionView => {
  const { as, ...rest } = more;
  return {
    integration: anIntegration(as),
    fieldMapping: aFieldMappingSet(),
    change: aChange({ kind: 'deleted', recordId: '1305' }),
    mapping,
    record,
    mayDelete: true,
    ...rest,
  };
};
const there = (more?: Parameters<typeof view>[0]) => decideGoneThere(view(more), tools);
const here = (more?: Parameters<typeof view>[0], pair: IntegrationMapping = mapping) => {
  const change = aChange({ kind: 'deleted', side: 'local', recordId: 'task-1' });
  return decideGoneHere({ ...view(more), change }, pair, tools);
};

describe('theirs is gone', () => {
  test.each([
    [{}, 'archive', 'archived', true],
    [{ TASKS: 'archive' }, 'archive', 'archived', true],
    [{ TASKS: 'follow' }, 'remove', 'followed', true],
    [{ TASKS: 'unlink' }, 'close', 'unlinked', false],
    [{ MEMBERS: 'follow' }, 'archive', 'archived', true],
  ] as const)('under %j ours is decided: %s', (deletePolicies, action, how, braked) => {
    const step = there({ as: { deletePolicies } });
    expect(step).toMatchObject({
      kind: 'part',
      action,
      braked,
      mapping: { version: 2, parted: { side: 'external', how, at: later }, lastExternalHash: '' },
      log: { operation: 'DELETE', outcome: 'applied' },
    });
  });

  test('what is archived is one version on and says by whom', () => {
    expect(there()).toMatchObject({
      record: { version: 2, archivedAt: later, updatedBy: { kind: 'integration' }, fields: record.fields },
    });
  });

  test('what a person archived already is only remembered', () => {
    expect(there({ record: { ...record, archivedAt: at } })).toMatchObject({
      action: 'close',
      braked: false,
    });
  });

  test.each([
    [{}, 'recreate'],
    [{ syncDirection: 'EXTERNAL_TO_BRITEPOOL' as const }, 'part'],
  ])('an edit of ours that was never sent beats it where values flow out (%j)', (as, kind) => {
    const edited = { ...record, fields: { title: 'Edited' } };
    expect(there({ record: edited, as }).kind).toBe(kind);
    expect(there({ record: { ...edited, externalSyncEnabled: false }, as }).kind).toBe('part');
    expect(there({ record: { ...edited, archivedAt: at }, as }).kind).toBe('part');
  });

  test('what could never be expressed over there is no edit that waits', () => {
    const fields = { ...record.fields, description: 'Ours only' };
    const set = aFieldMappingSet({
      fields: [
        { externalField: 'name', internalField: 'title', transform: 'string', direction: 'both' },
        { externalField: 'notes', internalField: 'description', transform: 'string', direction: 'both' },
        { externalField: 'x', internalField: 'priority', transform: 'string', direction: 'in' },
      ],
    });
    expect(there({ fieldMapping: set, record: { ...record, fields } }).kind).toBe('part');
    const stamps = { ...record.stamps, description: { at: later, by } };
    expect(there({ fieldMapping: set, record: { ...record, fields, stamps } }).kind).toBe('recreate');
    const inOnly = { ...record, fields: { ...record.fields, priority: 'HIGH' } };
    const priority = { ...record.stamps, priority: { at: later, by } };
    expect(there({ fieldMapping: set, record: { ...inOnly, stamps: priority } }).kind).toBe('part');
  });

  test('and an admin was asked: pending waits, approved goes without brake, rejected stays', () => {
    const waiting = { ...mapping, awaiting: { approvalId: 'a', side: 'external' as const } };
    const as = { deletePolicies: { TASKS: 'ask' as const } };
    const answer = (status: 'PENDING' | 'APPROVED' | 'REJECTED') =>
      there({ mapping: waiting, as, approval: anApproval({ status }) });
    expect(answer('PENDING')).toMatchObject({
      kind: 'end',
      outcome: 'held',
      log: { waiting: [{ field: '*' }] },
    });
    expect(answer('APPROVED')).toMatchObject({ action: 'archive', braked: false });
    expect(answer('REJECTED')).toMatchObject({ action: 'close', mapping: { parted: { how: 'unlinked' } } });
    expect(answer('APPROVED')).not.toHaveProperty('mapping.awaiting');
    expect(there({ as })).toMatchObject({ action: 'ask', log: { outcome: 'held' } });
  });

  test('and ours too: the pair remembers it and nothing is said to be done', () => {
    const { record: _gone, ...rest } = view();
    expect(decideGoneThere({ ...rest, record: undefined }, tools)).toMatchObject({
      action: 'close',
      mapping: { parted: { how: 'followed' } },
      log: { outcome: 'unchanged' },
    });
  });

  test('and was never here: a poll says nothing, whoever asked gets an entry', () => {
    expect(there({ mapping: undefined })).toMatchObject({
      outcome: 'superseded',
      log: { operation: 'DELETE' },
    });
    const polled = aChange({ kind: 'deleted', cause: 'poll' });
    expect(there({ mapping: undefined, change: polled })).toEqual({ kind: 'end', outcome: 'superseded' });
  });

  test.each([
    ['local', 'followed', record, 'recreate'],
    ['external', 'archived', record, 'recreate'],
    ['external', 'archived', { ...record, archivedAt: at }, 'end'],
    ['external', 'unlinked', record, 'end'],
    ['external', 'followed', undefined, 'end'],
  ] as const)(
    'and was known to be (deleted %s, %s) only matters when ours came back',
    (side, how, ours, kind) => {
      const parted = { ...mapping, parted: { side, how, at } };
      expect(there({ mapping: parted, record: ours }).kind).toBe(kind);
      const polled = {
        mapping: parted,
        record: undefined,
        change: aChange({ kind: 'deleted', cause: 'poll' }),
      };
      expect(there(polled)).toEqual({ kind: 'end', outcome: 'unchanged' });
    },
  );
});

describe('ours was deleted', () => {
  test.each([
    ['follow', 'delete-there', 'followed', true],
    ['archive', 'close', 'unlinked', false],
    ['unlink', 'close', 'unlinked', false],
  ] as const)('under "%s" theirs is decided: %s', (policy, action, how, braked) => {
    expect(here({ as: { deletePolicies: { TASKS: policy } } })).toMatchObject({
      action,
      braked,
      mapping: { parted: { side: 'local', how } },
    });
  });

  test('what is deleted there is in the entry with its last agreed values', () => {
    expect(here({ as: { deletePolicies: { TASKS: 'follow' } } })).toMatchObject({
      log: { changes: [{ field: 'title', before: 'Plant trees', after: null, from: 'local' }] },
    });
  });

  test('a system that lets nobody delete, or to which nothing flows, keeps its record', () => {
    const follow = { deletePolicies: { TASKS: 'follow' as const } };
    expect(here({ as: follow, mayDelete: false })).toMatchObject({ action: 'close' });
    expect(here({ as: { ...follow, syncDirection: 'EXTERNAL_TO_BRITEPOOL' } })).toMatchObject({
      action: 'close',
    });
  });

  test('and an admin was asked: pending waits, approved deletes there, rejected keeps theirs', () => {
    const as = { deletePolicies: { TASKS: 'ask' as const } };
    const answer = (status: 'PENDING' | 'APPROVED' | 'REJECTED') =>
      here({ as, approval: anApproval({ status }) });
    expect(here({ as })).toMatchObject({ action: 'ask' });
    expect(answer('PENDING')).toMatchObject({ kind: 'end', outcome: 'held' });
    expect(answer('APPROVED')).toMatchObject({ action: 'delete-there', braked: false });
    expect(answer('REJECTED')).toMatchObject({ action: 'close', mapping: { parted: { how: 'unlinked' } } });
  });
});

describe('whoever asks why a record stayed or went reads', () => {
  const reason = (step: PairStep) => {
    const log = step.kind === 'part' || step.kind === 'end' ? step.log : undefined;
    expect(log?.outcome).toMatch(/applied|held/);
    return log?.waiting;
  };
  const because = (text: string) => [{ field: '*', reason: text }];
  const follow = { deletePolicies: { TASKS: 'follow' as const } };
  const unlink = { deletePolicies: { TASKS: 'unlink' as const } };
  const ask = { deletePolicies: { TASKS: 'ask' as const } };
  const rejected = anApproval({ status: 'REJECTED' });

  test('where theirs was deleted', () => {
    const out = { syncDirection: 'BRITEPOOL_TO_EXTERNAL' as const };
    const synced = { ...record, externalSyncEnabled: false };
    expect(reason(there({ as: out, record: synced }))).toEqual(
      because('deletions over there do not reach BritePool'),
    );
    expect(reason(there({ as: follow, approval: rejected }))).toEqual(
      because('an admin decided that ours stays'),
    );
    expect(reason(there({ as: unlink }))).toEqual(
      because('deleted over there; ours stays and goes its own way'),
    );
    expect(reason(there({ as: ask }))).toEqual(
      because('an admin decides whether this deletion is carried out'),
    );
  });

  test('where ours was deleted', () => {
    expect(reason(here({ as: { ...follow, syncDirection: 'EXTERNAL_TO_BRITEPOOL' } }))).toEqual(
      because('this integration sends nothing over there'),
    );
    expect(reason(here({ as: follow, approval: rejected }))).toEqual(
      because('an admin decided that theirs stays'),
    );
    expect(reason(here())).toEqual(because('deleted here; theirs is kept, for it cannot be archived'));
    expect(reason(here({ as: unlink }))).toEqual(because('deleted here; theirs stays and goes its own way'));
    expect(reason(here({ as: follow, mayDelete: false }))).toEqual(
      because('deleted here; the other system lets nobody delete'),
    );
  });

  test('nothing waits where both are gone', () => {
    const { record: _gone, ...rest } = view();
    expect(decideGoneThere({ ...rest, record: undefined }, tools)).toMatchObject({
      log: { waiting: [], outcome: 'unchanged' },
    });
  });
});

describe('a pair one of whose records is gone', () => {
  const conflict = aConflict({ id: 'conf-1' });

  test('has nothing left to be decided: its open conflict closes itself', () => {
    const closed = { status: 'AUTO_RESOLVED', resolvedAt: later, history: [{ what: 'auto-resolved' }] };
    expect(there({ conflict })).toMatchObject({ conflict: closed });
    expect(here({ as: { deletePolicies: { TASKS: 'follow' } }, conflict })).toMatchObject({
      conflict: closed,
    });
    expect(here({ conflict })).toMatchObject({ conflict: closed });
    const resolved = aConflict({ status: 'RESOLVED' });
    expect(there({ conflict: resolved })).not.toHaveProperty('conflict');
    expect(there()).not.toHaveProperty('conflict');
  });

  test('is in sync, not in conflict, and names no conflict any more', () => {
    const named = { ...mapping, conflictId: 'conf-1', syncStatus: 'CONFLICT' as const };
    const step = there({ mapping: named, conflict });
    expect(step).toMatchObject({ kind: 'part', mapping: { syncStatus: 'SYNCED' } });
    expect(step).not.toHaveProperty('mapping.conflictId');
  });

  test('remembers on which side the deletion was made', () => {
    expect(here()).toMatchObject({ mapping: { parted: { side: 'local' } } });
    expect(there()).toMatchObject({ mapping: { parted: { side: 'external' } } });
    const edit = aChange({ kind: 'upserted', side: 'local', recordId: 'task-1' });
    expect(there({ change: edit })).toMatchObject({ mapping: { parted: { side: 'external' } } });
  });

  test('waits one version on, and is no deletion yet, while an admin is asked', () => {
    expect(there({ as: { deletePolicies: { TASKS: 'ask' } } })).toMatchObject({
      ...{ kind: 'part', action: 'ask', braked: false },
      mapping: { version: 2, updatedAt: later, internalId: 'task-1' },
    });
  });

  test('is told as superseded to whoever asks about a record that was never here', () => {
    expect(there({ mapping: undefined })).toMatchObject({
      ...{ kind: 'end', outcome: 'superseded' },
      log: { outcome: 'superseded', resourceId: null, externalId: '1305' },
    });
  });

  test('is told as unchanged to whoever asks again; a poll gets no entry', () => {
    const parted = { ...mapping, parted: { side: 'external', how: 'followed', at } as const };
    expect(there({ mapping: parted, record: undefined })).toMatchObject({
      ...{ kind: 'end', outcome: 'unchanged' },
      log: { outcome: 'unchanged', operation: 'DELETE' },
    });
  });

  test('comes to life when ours came back, unless each was to go its own way', () => {
    const unlinkedHere = { ...mapping, parted: { side: 'local', how: 'unlinked', at } as const };
    expect(there({ mapping: unlinkedHere }).kind).toBe('recreate');
    const unlinkedThere = { ...mapping, parted: { side: 'external', how: 'unlinked', at } as const };
    expect(there({ mapping: unlinkedThere }).kind).toBe('end');
  });
});
