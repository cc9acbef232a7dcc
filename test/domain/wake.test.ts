import { describe, expect, test } from 'vitest';
import { wake, withRestored } from '../../shared/domain/wake.ts';
import { aLog, aMapping, aRecord, at } from '../contract/support/samples.ts';

const mapping = aMapping();
const record = aRecord();
const archived = { ...record, archivedAt: at };
const parted = { side: 'external', how: 'archived', at } as const;
const turns = [{ way: 'out', at }] as const;

describe('a pair whose two records exist', () => {
  test('and that was never interrupted is left as it is', () => {
    const busy = { ...mapping, turns };
    expect(wake(busy, archived)).toEqual({
      mapping: busy,
      record: archived,
      woken: false,
      unarchived: false,
    });
  });

  test('forgets that one was deleted, or that a deletion was awaited', () => {
    const followed = { ...parted, how: 'followed' as const };
    const awaiting = { approvalId: 'approval-1', side: 'external' as const };
    for (const past of [{ parted: followed }, { awaiting }])
      expect(wake({ ...mapping, turns, ...past }, record)).toEqual({
        mapping: { ...mapping, turns },
        record,
        woken: true,
        unarchived: false,
      });
  });

  test('counts its bounces anew after a rest', () => {
    const resting = { since: at, seen: 'hash' };
    expect(wake({ ...mapping, turns, resting }, record)).toEqual({
      mapping,
      record,
      woken: true,
      unarchived: false,
    });
  });

  test('takes ours out of the archive when the sync had put it there', () => {
    expect(wake({ ...mapping, parted }, archived)).toEqual({
      mapping,
      record,
      woken: true,
      unarchived: true,
    });
  });

  test('leaves ours in the archive when a person had put it there', () => {
    const unlinked = { ...parted, how: 'unlinked' as const };
    expect(wake({ ...mapping, parted: unlinked }, archived)).toMatchObject({
      record: archived,
      unarchived: false,
    });
  });

  test('has nothing to take out of the archive when a person did so already', () => {
    expect(wake({ ...mapping, parted }, record)).toMatchObject({ record, woken: true, unarchived: false });
  });
});

test('the entry of a record that came back says so, behind whatever else changed', () => {
  const edit = { field: 'title', before: 'A', after: 'B', from: 'external', rule: 'theirs' } as const;
  const log = aLog('int-1', { outcome: 'unchanged', changes: [edit] });
  expect(withRestored(log, at)).toEqual({
    ...log,
    outcome: 'applied',
    changes: [
      edit,
      {
        field: 'archivedAt',
        before: at,
        after: null,
        from: 'external',
        rule: 'it came back in the external system',
      },
    ],
  });
});
