import type { ConflictDeps } from '../../shared/application/conflicts/deps.ts';
import { getConflict, listConflicts } from '../../shared/application/conflicts/list-conflicts.ts';
import { putAside } from '../../shared/application/conflicts/put-aside.ts';
import { resolveConflict } from '../../shared/application/conflicts/resolve-conflict.ts';
import { resolveMany } from '../../shared/application/conflicts/resolve-many.ts';
import type { conflictOperations } from '../../shared/contract/conflicts.ts';
import { paged } from '../runtime/http/paging.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { conflictDetail, conflictView } from './conflict-views.ts';
import { given } from './given.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';

export function conflictRoutes(deps: ApiDeps & ConflictDeps): Routes<typeof conflictOperations> {
  return {
    async listConflicts({ query }) {
      const { limit, offset, cursor, ...search } = query;
      if (search.integrationId !== undefined) await findIntegration(deps, search.integrationId);
      const page = await paged(
        { limit, offset, cursor },
        (request) => listConflicts(deps, given(search), request),
        conflictView,
      );
      return { conflicts: page.items, pagination: page.pagination };
    },
    async getConflict({ params }) {
      return { conflict: conflictDetail(accepted(await getConflict(deps, params.conflictId)).found) };
    },
    async resolveConflict({ params, body, caller }) {
      const { strategy, pushToExternal: push, resolvedData: values, choices, version } = body;
      const resolution = { strategy, push, ...given({ values, choices, version }) };
      const { conflict, ...applied } = accepted(
        await resolveConflict(deps, params.conflictId, resolution, caller.id),
      );
      const { resourceType, resourceId, status } = conflict;
      return {
        success: true,
        conflictId: conflict.id,
        status,
        appliedChanges: { [resourceType.toLowerCase()]: resourceId, resourceType, resourceId, ...applied },
      };
    },
    async resolveConflicts({ body, caller }) {
      const { ids, filter, choice, pushToExternal: push, dryRun } = body;
      if (filter?.integrationId !== undefined) await findIntegration(deps, filter.integrationId);
      const request = {
        ...{ choice, push, dryRun },
        ...given({ ids, search: filter === undefined ? undefined : given(filter) }),
      };
      const { matching, results, remaining } = await resolveMany(deps, request, caller.id);
      return { success: true, matching, results: results.map((result) => ({ ...result })), remaining };
    },
    async ignoreConflict({ params, body, caller }) {
      const { conflict } = accepted(
        await putAside(deps, params.conflictId, 'ignore', caller.id, body.version),
      );
      return { success: true, conflictId: conflict.id, status: conflict.status };
    },
    async takeUpConflict({ params, body, caller }) {
      const { conflict } = accepted(
        await putAside(deps, params.conflictId, 'take-up', caller.id, body.version),
      );
      return { success: true, conflictId: conflict.id, status: conflict.status };
    },
  };
}
