import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { ledgerOperations } from '../../../../../shared/contract/ledger.ts';
import type { Api } from '../../../lib/api.ts';

export type LedgerView = z.output<typeof ledgerOperations.getLedger.response>;

/** The account is closed every hour. */
const everyMs = 60_000;

/** What was received in the last day, and what became of it. */
export const ledger = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['integrations', id, 'ledger'],
    queryFn: ({ signal }) =>
      api(ledgerOperations.getLedger, { params: { id }, query: { range: '24h' } }, signal),
    refetchInterval: everyMs,
  });
