import { expect, test } from 'vitest';
import {
  flowsIn,
  flowsOut,
  integrationStatuses,
  isRunning,
  syncDirections,
} from '../../shared/domain/integration.ts';

test('values flow the way that the admin chose', () => {
  expect(syncDirections.filter(flowsIn)).toEqual(['BIDIRECTIONAL', 'EXTERNAL_TO_BRITEPOOL']);
  expect(syncDirections.filter(flowsOut)).toEqual(['BIDIRECTIONAL', 'BRITEPOOL_TO_EXTERNAL']);
});

test('work runs for an integration that is well or merely limping, and for no other', () => {
  expect(integrationStatuses.filter(isRunning)).toEqual(['ACTIVE', 'DEGRADED']);
});
