import type { AuditStore } from '../../shared/application/ports.ts';
import type { auditOperations } from '../../shared/contract/audit.ts';
import { paged } from '../runtime/http/paging.ts';
import type { RouteOutput, Routes } from '../runtime/http/serve.ts';
import { given } from './given.ts';

type AuditView = RouteOutput<(typeof auditOperations)['listAudit']>['entries'][number];

export function auditRoutes(deps: {
  readonly audit: Pick<AuditStore, 'list'>;
}): Routes<typeof auditOperations> {
  return {
    async listAudit({ query }) {
      const { limit, offset, cursor, ...filter } = query;
      const { items, pagination } = await paged(
        { limit, offset, cursor },
        (page) => deps.audit.list(page, given(filter)),
        (entry): AuditView => ({ ...entry }) as AuditView,
      );
      return { entries: items, pagination };
    },
  };
}
