import { type DriftResult, type DriftRound, noDrift } from '../../../shared/domain/drift.ts';
import { at, fresh } from './samples.ts';

const pair = { resourceType: 'TASK', internalId: 'task-1', externalId: 'e/1' } as const;
export const aDriftRound = (integrationId: string, more: Partial<DriftRound> = {}): DriftRound => ({
  ...{ schemaVersion: 1, id: fresh('drift'), version: 1, integrationId, startedAt: at, startedBy: 'ada' },
  ...{ updatedAt: at, streams: ['tasks'], cursor: 'c', pages: 2, expected: 300, walking: true, requests: 2 },
  reads: [{ ...pair, stream: 'tasks' }],
  hinted: [{ ...pair, stream: 'tasks', fields: ['title'], asked: { at, lookAt: at } }],
  skipped: [{ stream: 'users', why: 'We may not read it.' }],
  differences: [{ ...pair, field: 'title', reason: 'one-way', because: 'it only flows in' }],
  counts: { ...noDrift, pairs: 200, fields: 600, equal: 599, 'one-way': 1 },
  ...more,
});
export const aDriftResult = (integrationId: string, startedAt: string): DriftResult => ({
  ...{ schemaVersion: 1, id: fresh('drift'), integrationId, startedAt, startedBy: 'schedule', endedAt: at },
  ...{ counts: { ...noDrift, fields: 9, equal: 9 }, requests: 3 },
});
