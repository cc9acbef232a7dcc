import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { auditOperations, type auditView } from '../../../../../shared/contract/audit.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

export type ActView = z.output<typeof auditView>;

/** What people did to one integration, newest first. */
export const integrationActs = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['integrations', id, 'acts'],
    queryFn: ({ signal }) => api(auditOperations.listAudit, { query: { subject: id, limit: '50' } }, signal),
    refetchInterval: pollMs(false),
  });
