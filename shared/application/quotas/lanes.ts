import type { Change } from '../../domain/change.ts';
import type { JobType } from '../../domain/job.ts';
import type { Lane } from '../../domain/rate-limit.ts';
import type { SyncContext } from '../sync/context.ts';

const ofCause: { readonly [cause in Change['cause']]: Lane } = {
  webhook: 'live',
  edit: 'live',
  manual: 'manual',
  retry: 'retry',
  poll: 'sweep',
};
export const laneOfChange = ({ cause }: Pick<Change, 'cause'>): Lane => ofCause[cause];

const ofJob: { readonly [type in JobType]: Lane } = {
  WEBHOOK_BATCH: 'live',
  MANUAL_SYNC: 'manual',
  INITIAL_IMPORT: 'manual',
  RETRY: 'retry',
  SCHEDULED_SYNC: 'sweep',
};
export const laneOfJob = (type: JobType): Lane => ofJob[type];

/** The context whose system is asked in this lane. */
export const inLane = (context: SyncContext, lane: Lane): SyncContext => ({
  ...context,
  system: context.system.inLane?.(lane) ?? context.system,
});
