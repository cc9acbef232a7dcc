import { describe, expect, test } from 'vitest';
import { explainArchived, explainErased, partLog } from '../../shared/domain/part-log.ts';
import { at } from '../contract/support/samples.ts';
import { aView, later, theChange, theMapping, tools } from './support/a-pair.ts';

describe('the entry of a deletion', () => {
  const view = aView({ change: theChange({ kind: 'deleted' }), mapping: theMapping({}) });
  const how = { outcome: 'held', waiting: [{ field: '*', reason: 'an admin decides' }] } as const;

  test('names both records, the field mapping, the times and what became of it', () => {
    expect(partLog(view, how, tools)).toMatchObject({
      id: view.change.logId,
      operation: 'DELETE',
      outcome: 'held',
      waiting: how.waiting,
      changes: [],
      resourceId: 'task-1',
      externalId: '1305',
      fieldMappingVersion: 3,
      createdAt: later,
      durationMs: 300_000,
    });
  });

  test('names no record where there was no pair', () => {
    const log = partLog({ ...view, mapping: undefined }, how, tools);
    expect([log.resourceId, log.externalId]).toEqual([null, null]);
  });
});

describe('the entry keeps', () => {
  test('every value that is lost with a record, with the side on which it was deleted', () => {
    const values = { title: 'Plant trees', tags: ['garden'] };
    expect(explainErased(values, 'local')).toEqual([
      { field: 'title', before: 'Plant trees', after: null, from: 'local', rule: 'deleted in BritePool' },
      { field: 'tags', before: ['garden'], after: null, from: 'local', rule: 'deleted in BritePool' },
    ]);
    expect(explainErased({ title: 'A' }, 'external')).toEqual([
      { field: 'title', before: 'A', after: null, from: 'external', rule: 'deleted in the external system' },
    ]);
  });

  test('when a record was archived, and that it can be taken back', () => {
    expect(explainArchived(at)).toEqual([
      {
        field: 'archivedAt',
        before: null,
        after: at,
        from: 'external',
        rule: 'deleted in the external system; ours is archived and can be taken back',
      },
    ]);
  });
});
