import type { ConflictDeps } from '../../shared/application/conflicts/deps.ts';
import { listConflicts } from '../../shared/application/conflicts/list-conflicts.ts';
import { listEverywhere } from '../../shared/application/logs/list-everywhere.ts';
import type { exportOperations } from '../../shared/contract/exports.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { csvAnswer } from './csv-answer.ts';
import { auditTable, conflictTable, logTable } from './csv-tables.ts';
import { given } from './given.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';

export function exportRoutes(deps: ApiDeps & ConflictDeps): Routes<typeof exportOperations> {
  const known = async (id: string | undefined) => id === undefined || (await findIntegration(deps, id));
  return {
    async exportLogs(request) {
      const { cursor: _from, bom: _mark, ...filter } = request.query;
      await known(filter.integrationId);
      return csvAnswer(deps, request, logTable, (page) => listEverywhere(deps, given(filter), page));
    },
    async exportConflicts(request) {
      const { cursor: _from, bom: _mark, ...filter } = request.query;
      await known(filter.integrationId);
      return csvAnswer(deps, request, conflictTable, (page) => listConflicts(deps, given(filter), page));
    },
    async exportAudit(request) {
      const { cursor: _from, bom: _mark, ...filter } = request.query;
      return csvAnswer(deps, request, auditTable, (page) => deps.audit.list(page, given(filter)));
    },
  };
}
