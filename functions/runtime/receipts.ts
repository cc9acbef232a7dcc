import { type FunctionName, receiptMessage } from '../../shared/config/names.ts';
import type { Change } from '../../shared/domain/change.ts';
import { receiptOf } from '../../shared/domain/receipt.ts';
import { stageName } from './env.ts';

/**
 * Writes a receipt for every change that the queue took, one line of the log each: a subscription carries them to
 * note-receipts. They are records, no remarks, so no log level switches them off.
 */
export const receiptsOf =
  (service: FunctionName) =>
  (changes: readonly Change[]): void => {
    const lines = changes.map((change) => {
      const { recordId, ...receipt } = receiptOf(change);
      return JSON.stringify({
        ...{ timestamp: new Date().toISOString(), level: 'INFO', service, stage: stageName() },
        ...{ message: receiptMessage, correlationId: receipt.logId, integrationId: change.integrationId },
        ...receipt,
        record: Buffer.from(recordId).toString('base64url'),
      });
    });
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  };
