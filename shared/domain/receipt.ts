import type { Change } from './change.ts';
import { parseLogId } from './log-id.ts';
import type { Instant } from './values.ts';

/** That a change was put on the queue: ids only, and enough to ask for the same look once more. */
export type Receipt = Pick<
  Change,
  'logId' | 'resourceType' | 'stream' | 'side' | 'recordId' | 'kind' | 'cause' | 'jobId'
>;

export const receiptOf = (change: Change): Receipt => {
  const { logId, resourceType, stream, side, recordId, kind, cause, jobId } = change;
  return {
    ...{ logId, resourceType, stream, side, recordId, kind, cause },
    ...(jobId === undefined ? {} : { jobId }),
  };
};

/** When it was received; an id that is none is older than everything. */
export const receivedAt = ({ logId }: Pick<Receipt, 'logId'>): Instant =>
  parseLogId(logId)?.at ?? '1970-01-01T00:00:00.000Z';

/**
 * The same hint once more, under the same log entry. Its key is a new one, since the queue would swallow the old one; a
 * worker that finds the change ended after all keeps its end.
 */
export const hintAgain = (receipt: Receipt, integrationId: string, now: Instant): Change => ({
  schemaVersion: 1,
  ...receipt,
  integrationId,
  cause: 'retry',
  receivedAt: receivedAt(receipt),
  deliveryKey: `ledger:${receipt.logId}:${now}`,
});
