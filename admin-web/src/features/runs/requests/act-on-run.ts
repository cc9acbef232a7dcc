import { activityOperations } from '../../../../../shared/contract/activity.ts';
import { firstSyncOperations } from '../../../../../shared/contract/first-sync.ts';
import type { Api } from '../../../lib/api.ts';

export type RunAct = 'pause' | 'resume' | 'cancel';

const operations = {
  pause: firstSyncOperations.pauseJob,
  resume: firstSyncOperations.resumeJob,
  cancel: activityOperations.cancelJob,
} as const;

/** Lets a run rest, go on, or ends it after the page it is at. */
export const actOnRun = (api: Api, jobId: string, act: RunAct) => api(operations[act], { params: { jobId } });
