import { describe, expect, test } from 'vitest';
import type { LogView } from '../../../../shared/contract/activity.ts';
import { fieldRows, type Side, whyOf } from './field-rows.ts';
import type { StoryRecord } from './requests/story.ts';

const at = '2026-11-26T08:00:00.000Z';
const record: StoryRecord = {
  id: 'task-1',
  resourceType: 'TASK',
  version: 2,
  fields: { title: 'Plant oaks', description: null, dueDate: '2026-12-12' },
  externalSyncEnabled: true,
  createdAt: at,
  updatedAt: at,
  updatedBy: { kind: 'britepool', id: 'ada' },
};
const side = (more: Partial<Side> = {}): Side => ({
  place: {
    integrationId: 'int_1',
    integrationName: 'Portal',
    externalId: '9',
    state: { kind: 'IN_STEP', text: '' },
  },
  base: { title: { value: 'Plant oaks', at, by: 'external' } },
  seen: undefined,
  ...more,
});
const log = (more: Partial<LogView>): LogView => ({
  ...{ id: 'log_1', integrationId: 'int_1', operation: 'UPDATE', direction: 'EXTERNAL_TO_BRITEPOOL' },
  ...{ resourceType: 'TASK', resourceId: 'task-1', externalId: '9', changedFields: ['title'] },
  ...{ status: 'SUCCESS', outcome: 'applied', cause: 'webhook', retryCount: 0, durationMs: 1, lagMs: 1 },
  ...{ recordsProcessed: 1, recordsSucceeded: 1, recordsFailed: 0, createdAt: at },
  ...more,
});
const nameOf = () => 'Portal';
const rows = (sides: readonly Side[], logs: readonly LogView[] = []) =>
  fieldRows('TASK', record, sides, logs, nameOf);

describe('The values of a record side by side', () => {
  test('stand in the order of the fields, without those that nobody has', () => {
    expect(rows([side()]).map(({ field }) => field)).toEqual(['title', 'dueDate']);
  });

  test('of another system are those last agreed on, until somebody looks', () => {
    expect(rows([side()])[0]?.theirs).toEqual([{ value: 'Plant oaks', how: 'agreed', at }]);
    const seen = new Map([['title', 'Plant limes']]);
    expect(rows([side({ seen })])[0]?.theirs).toEqual([{ value: 'Plant limes', how: 'seen' }]);
  });

  test('are unknown where the two never agreed on a field', () => {
    expect(rows([side()])[1]?.theirs).toEqual([undefined]);
  });

  test('are what the other side has where it was decided that the two differ', () => {
    const base = { title: { value: 'Plant oaks', external: 'Oaks', at, by: 'rule' as const } };
    expect(rows([side({ base })])[0]?.theirs).toMatchObject([{ value: 'Oaks' }]);
  });

  test('of a deleted record are those of the other systems', () => {
    expect(fieldRows('TASK', null, [side()], [], nameOf)).toMatchObject([
      { field: 'title', ours: undefined },
    ]);
  });
});

describe('Why a field is what it is', () => {
  const why = (logs: readonly LogView[], sides = [side()]) => whyOf('title', logs, sides, record, nameOf);

  const portal = side();
  const asana = side({
    place: { ...portal.place, integrationId: 'int_2', integrationName: 'Asana' },
    base: { title: { value: 'Plant oaks', at: '2026-11-26T08:00:09.000Z', by: 'local' } },
  });

  test('is told by the system it came from, although it was sent on to another since', () => {
    const on = log({ id: 'log_2', integrationId: 'int_2', direction: 'BRITEPOOL_TO_EXTERNAL' });
    expect(why([on, log({})], [asana, portal])).toEqual({ text: 'Came from Portal', at, logId: 'log_1' });
  });

  test('is BritePool where every system got it from there', () => {
    expect(why([], [asana]).text).toBe('Written in BritePool, and sent to Asana');
  });

  test('is not told by an entry that failed or that changed something else', () => {
    expect(why([log({ status: 'FAILED' }), log({ changedFields: ['status'] })])).not.toHaveProperty('logId');
  });

  test('is told by the newest entry where nothing is agreed on, and else by who wrote the record', () => {
    expect(why([log({ direction: 'BRITEPOOL_TO_EXTERNAL' })], []).text).toBe(
      'Written in BritePool, and sent to Portal',
    );
    expect(why([], []).text).toBe('Written in BritePool by ada');
  });
});
