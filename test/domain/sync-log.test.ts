import { describe, expect, test } from 'vitest';
import { outcomes } from '../../shared/domain/change.ts';
import { type LogDetails, logEntry } from '../../shared/domain/sync-log.ts';
import { aChange, at } from '../contract/support/samples.ts';

const change = aChange({ integrationId: 'int-1', recordId: '1305', logId: 'log-1', receivedAt: at });
const details: LogDetails = {
  outcome: 'applied',
  operation: 'UPDATE',
  resourceId: 'task-1',
  externalId: '1305',
  startedAt: '2026-03-01T10:00:02.000Z',
  at: '2026-03-01T10:00:02.250Z',
};
const entry = (more: Partial<LogDetails> = {}, of = change) => logEntry(of, { ...details, ...more });

describe('a log entry', () => {
  test('says what was done to which records, why, and how long it took', () => {
    expect(entry()).toStrictEqual({
      schemaVersion: 1,
      id: 'log-1',
      integrationId: 'int-1',
      operation: 'UPDATE',
      direction: 'EXTERNAL_TO_BRITEPOOL',
      resourceType: 'TASK',
      resourceId: 'task-1',
      externalId: '1305',
      status: 'SUCCESS',
      outcome: 'applied',
      cause: 'webhook',
      changes: [],
      waiting: [],
      fieldMappingVersion: 0,
      recordsProcessed: 1,
      recordsSucceeded: 1,
      recordsFailed: 0,
      retryCount: 0,
      durationMs: 250,
      lagMs: 2250,
      createdAt: '2026-03-01T10:00:02.250Z',
    });
  });

  test('carries the job, the failure, the tries, the fields and the version of the field mapping', () => {
    const more: Partial<LogDetails> = {
      outcome: 'rejected',
      changes: [{ field: 'title', before: 'A', after: 'B', from: 'local', rule: 'because' }],
      waiting: [{ field: 'tags', reason: 'unknown' }],
      fieldMappingVersion: 4,
      fault: { kind: 'rejected', message: 'Too long.' },
      retryCount: 2,
    };
    expect(entry(more, { ...change, jobId: 'job-1' })).toMatchObject({
      ...more,
      jobId: 'job-1',
      status: 'FAILED',
      recordsProcessed: 1,
      recordsSucceeded: 0,
      recordsFailed: 1,
    });
  });

  test('of an edit made at BritePool goes the other way', () => {
    expect(entry({}, { ...change, side: 'local' }).direction).toBe('BRITEPOOL_TO_EXTERNAL');
  });

  test('has the status that belongs to its outcome, unless it is told more exactly', () => {
    const told = Object.fromEntries(outcomes.map((outcome) => [outcome, entry({ outcome }).status]));
    expect(told).toEqual({
      applied: 'SUCCESS',
      unchanged: 'SUCCESS',
      echo: 'SUCCESS',
      duplicate: 'SUCCESS',
      superseded: 'SUCCESS',
      held: 'PARTIAL_SUCCESS',
      conflict: 'CONFLICT_PENDING',
      rejected: 'FAILED',
      dead: 'FAILED',
    });
    expect(entry({ status: 'CONFLICT_RESOLVED' }).status).toBe('CONFLICT_RESOLVED');
  });
});
