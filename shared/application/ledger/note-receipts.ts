import { parseLogId } from '../../domain/log-id.ts';
import type { Receipt } from '../../domain/receipt.ts';
import type { Clock, LedgerStore } from '../ports.ts';

export interface NoteDeps {
  readonly ledger: Pick<LedgerStore, 'keep'>;
  readonly clock: Clock;
}

/** Keeps the receipts of one batch, once however often it comes. One whose log id is none is left out; answers how many were kept. */
export async function noteReceipts(
  deps: NoteDeps,
  batchId: string,
  receipts: readonly Receipt[],
): Promise<number> {
  const known = receipts.filter(({ logId }) => parseLogId(logId) !== undefined);
  if (known.length > 0) await deps.ledger.keep(batchId, known, deps.clock.now());
  return known.length;
}
