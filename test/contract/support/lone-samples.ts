import type { LoneRecord } from '../../../shared/domain/left-alone.ts';
import type { LeftAlone } from '../../../shared/domain/mapping.ts';
import { at, fresh } from './samples.ts';

export const aWord = (more: Partial<LeftAlone> = {}): LeftAlone => ({
  ...{ how: 'excluded', by: 'ada', at, reason: 'A private note' },
  ...more,
});

export const aLone = (more: Partial<LoneRecord> = {}): LoneRecord => ({
  ...{ schemaVersion: 1, integrationId: fresh('int'), resourceType: 'TASK', side: 'external' },
  recordId: fresh('record'),
  leftAlone: aWord(),
  ...more,
});
