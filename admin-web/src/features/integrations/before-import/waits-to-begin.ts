import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';

/** Connected, but nothing was synced yet: its first import waits at its first record until somebody begins it. */
export const waitsToBegin = ({
  status,
  currentJob,
}: Pick<IntegrationView, 'status' | 'currentJob'>): boolean =>
  status === 'PAUSED' &&
  currentJob?.jobType === 'INITIAL_IMPORT' &&
  currentJob.status === 'PENDING' &&
  currentJob.pages === 0;
