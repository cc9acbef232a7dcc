import { describe, expect, it } from 'vitest';
import { freshnessOf } from '../../shared/domain/freshness.ts';
import type { JobExecution } from '../../shared/domain/job.ts';
import { anIntegration } from '../contract/support/samples.ts';

const now = '2026-03-01T12:00:00.000Z';
const garden = anIntegration({
  ...{
    dataTypes: ['TASKS', 'COMMITTEES', 'EVENTS'],
    syncFrequency: 'HOURLY',
    syncDirection: 'BIDIRECTIONAL',
  },
  createdAt: '2026-03-01T11:30:00.000Z',
});
const streams = [
  { name: 'tasks', resourceType: 'TASK' },
  { name: 'teams', resourceType: 'COMMITTEE' },
  { name: 'seats', resourceType: 'COMMITTEE_MEMBER' },
] as const;
type Run = Pick<JobExecution, 'status' | 'read' | 'skipped' | 'completedAt'>;
const run = (read: Readonly<Record<string, string>>, more: Partial<Run> = {}): Run => ({
  status: 'COMPLETED',
  read: Object.entries(read).map(([stream, time]) => ({ stream, at: `2026-03-01T${time}:00.000Z` })),
  ...more,
});
const fresh = (jobs: readonly Run[], integration = garden) => freshnessOf(integration, streams, jobs, now);

describe('How fresh each kind of data is', () => {
  it('is when it was last looked through, of several lists the one that is longest ago', () => {
    const jobs = [run({ tasks: '11:55' }), run({ tasks: '11:00', teams: '11:01', seats: '11:02' })];
    expect(fresh(jobs)).toEqual([
      { dataType: 'TASKS', readAt: '2026-03-01T11:55:00.000Z', late: false },
      { dataType: 'COMMITTEES', readAt: '2026-03-01T11:01:00.000Z', late: false },
    ]);
  });

  it('is not told of kinds that the other system does not have', () => {
    expect(fresh([]).map(({ dataType }) => dataType)).toEqual(['TASKS', 'COMMITTEES']);
  });

  it('is late when the rhythm and an hour passed, also for what was never read', () => {
    const old = { ...garden, createdAt: '2026-03-01T09:00:00.000Z' };
    const jobs = [run({ tasks: '09:59', teams: '10:01' })];
    expect(fresh(jobs, old)).toMatchObject([
      { dataType: 'TASKS', late: true },
      { dataType: 'COMMITTEES', readAt: null, late: true },
    ]);
    expect(fresh(jobs, { ...old, status: 'PAUSED' })).toMatchObject([{ late: false }, { late: false }]);
  });

  it('says why the newest run that tried could not read it, until one can', () => {
    const fault = { kind: 'forbidden', message: 'We may not read tasks' } as const;
    const failed = run({ teams: '11:50' }, { status: 'FAILED', skipped: [{ stream: 'tasks', fault }] });
    const well = run({ tasks: '11:00' });
    expect(fresh([failed, well])[0]).toEqual({
      ...{ dataType: 'TASKS', readAt: '2026-03-01T11:00:00.000Z', late: false },
      trouble: 'We may not read tasks',
    });
    expect(fresh([well, failed])[0]).not.toHaveProperty('trouble');
  });

  it('of an integration that only sends is when its last run was through', () => {
    const jobs = [run({}, { completedAt: '2026-03-01T11:40:00.000Z' })];
    const out = { ...garden, syncDirection: 'BRITEPOOL_TO_EXTERNAL' } as const;
    expect(fresh(jobs, out)[0]).toMatchObject({ readAt: '2026-03-01T11:40:00.000Z' });
  });
});
