import type { LedgerHour } from '../../../shared/domain/ledger.ts';
import { at } from './samples.ts';

/** Three changes were received, of which one is missing. */
export const aLedgerHour = (integrationId: string, more: Partial<LedgerHour> = {}): LedgerHour => ({
  ...{ schemaVersion: 1, integrationId, hour: '2026-03-01T10:00:00.000Z', checkedAt: at },
  ...{ received: 3, ended: { applied: 1, duplicate: 1 }, inFlight: 0, missing: 1, open: true },
  named: [
    {
      ...{ logId: `log~${integrationId}~0mm7kwn40~lost`, resourceType: 'TASK', side: 'external' },
      ...{ recordId: 'x-1', receivedAt: at, cause: 'webhook' },
    },
  ],
  ...more,
});
