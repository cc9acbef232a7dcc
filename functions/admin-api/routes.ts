import type { ConflictDeps } from '../../shared/application/conflicts/deps.ts';
import type { ApprovalDeps } from '../../shared/application/deletions/decide-approval.ts';
import type { ApprovalReaders } from '../../shared/application/deletions/list-approvals.ts';
import type { AskDeps } from '../../shared/application/drift/ask-for-round.ts';
import type { MaintenanceDeps } from '../../shared/application/outages/set-maintenance.ts';
import type { PairActDeps } from '../../shared/application/pairs/deps.ts';
import type { Manifest } from '../../shared/connector-kit/manifest.ts';
import type { adminOperations } from '../../shared/contract/api.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { activityRoutes } from './activity-routes.ts';
import { alertRoutes } from './alert-routes.ts';
import { type AlertRuleDeps, alertRuleRoutes } from './alert-rule-routes.ts';
import { approvalRoutes } from './approval-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { catalogueRoutes } from './catalogue-routes.ts';
import { conflictRoutes } from './conflict-routes.ts';
import { type ConnectRouteDeps, connectRoutes } from './connect-routes.ts';
import { type CredentialRouteDeps, credentialRoutes } from './credential-routes.ts';
import { driftRoutes } from './drift-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { fieldMappingRoutes } from './field-mapping-routes.ts';
import { firstSyncRoutes } from './first-sync-routes.ts';
import { type HealthRouteDeps, healthRoutes } from './health-routes.ts';
import { type ApiDeps, integrationRoutes } from './integration-routes.ts';
import { type LedgerRouteDeps, ledgerRoutes } from './ledger-routes.ts';
import { mappingRoutes } from './mapping-routes.ts';
import { parkedRoutes } from './parked-routes.ts';
import { type StoryDeps, storyRoutes } from './story-routes.ts';
import { systemRoutes } from './system-routes.ts';

export type AdminRouteDeps = ApiDeps &
  ConnectRouteDeps &
  CredentialRouteDeps &
  ConflictDeps &
  ApprovalDeps &
  ApprovalReaders &
  HealthRouteDeps &
  AskDeps &
  LedgerRouteDeps &
  AlertRuleDeps &
  MaintenanceDeps &
  PairActDeps &
  StoryDeps;

/** Everything that admins can do. */
export const adminRoutes = (
  deps: AdminRouteDeps,
  manifests: readonly Manifest[],
): Routes<typeof adminOperations> => ({
  ...exportRoutes(deps),
  ...conflictRoutes(deps),
  ...approvalRoutes(deps),
  ...firstSyncRoutes(deps),
  ...integrationRoutes(deps),
  ...activityRoutes(deps),
  ...mappingRoutes(deps),
  ...parkedRoutes(deps),
  ...fieldMappingRoutes(deps),
  ...connectRoutes(deps),
  ...credentialRoutes(deps),
  ...systemRoutes(deps),
  ...catalogueRoutes(manifests),
  ...auditRoutes(deps),
  ...storyRoutes(deps),
  ...alertRoutes(deps),
  ...alertRuleRoutes(deps),
  ...healthRoutes(deps),
  ...driftRoutes(deps),
  ...ledgerRoutes(deps),
});
