import { type ApprovalDeps, decideApproval } from '../../shared/application/deletions/decide-approval.ts';
import {
  type ApprovalReaders,
  getApproval,
  listApprovals,
  type NamedApproval,
} from '../../shared/application/deletions/list-approvals.ts';
import { unknownIntegration } from '../../shared/application/integrations/update-integration.ts';
import type { Api } from '../../shared/contract/api.ts';
import type { approvalOperations } from '../../shared/contract/approvals.ts';
import { paged } from '../runtime/http/paging.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { RouteOutput, Routes } from '../runtime/http/serve.ts';
import { given } from './given.ts';

type ApprovalView = RouteOutput<Api['getApproval']>['approval'];

export function approvalRoutes(deps: ApprovalDeps & ApprovalReaders): Routes<typeof approvalOperations> {
  const find = async (id: string) => approvalView(accepted(await getApproval(deps, id)).found);
  const decide = async (
    id: string,
    decision: 'APPROVED' | 'REJECTED',
    actor: string,
    shown: number | undefined,
  ) => {
    const { pairs } = accepted(await decideApproval(deps, id, decision, actor, shown));
    return { success: true as const, approval: await find(id), pairs };
  };
  return {
    async listApprovals({ query }) {
      const { limit, offset, cursor, ...search } = query;
      const { integrationId } = search;
      if (integrationId !== undefined)
        accepted((await deps.integrations.get(integrationId)) ?? unknownIntegration(integrationId));
      const page = await paged(
        { limit, offset, cursor },
        (request) => listApprovals(deps, given(search), request),
        approvalView,
      );
      return { approvals: page.items, pagination: page.pagination };
    },
    getApproval: async ({ params }) => ({ approval: await find(params.approvalId) }),
    approveDeletions: ({ params, body, caller }) =>
      decide(params.approvalId, 'APPROVED', caller.id, body.version),
    rejectDeletions: ({ params, body, caller }) =>
      decide(params.approvalId, 'REJECTED', caller.id, body.version),
  };
}

function approvalView({ approval, integrationName, titles }: NamedApproval): ApprovalView {
  const { schemaVersion: _stored, samples, ...shown } = approval;
  return {
    ...shown,
    integrationName,
    samples: samples.map(({ resourceType, internalId, externalId, side }, index) => ({
      ...{ resourceType, internalId, externalId },
      ...given({ recordTitle: titles[index] }),
      deletedIn: side === 'local' ? ('BRITEPOOL' as const) : ('EXTERNAL' as const),
    })),
  };
}
