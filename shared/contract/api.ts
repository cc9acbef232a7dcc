import { activityOperations } from './activity.ts';
import { alertRuleOperations } from './alert-rules.ts';
import { alertOperations } from './alerts.ts';
import { approvalOperations } from './approvals.ts';
import { auditOperations } from './audit.ts';
import { catalogueOperations } from './catalogue.ts';
import { conflictOperations } from './conflicts.ts';
import { credentialOperations } from './credentials.ts';
import { driftOperations } from './drift.ts';
import { exportOperations } from './exports.ts';
import { fieldMappingOperations } from './field-mappings.ts';
import { firstSyncOperations } from './first-sync.ts';
import { healthOperations } from './health.ts';
import { integrationOperations } from './integrations.ts';
import { ledgerOperations } from './ledger.ts';
import { mappingOperations } from './mappings.ts';
import { parkedOperations } from './parked.ts';
import { recordOperations } from './records.ts';
import { storyOperations } from './story.ts';
import { systemOperations } from './system.ts';

/**
 * The whole HTTP API: the one source of handlers, client and OpenAPI document. `…/integrations/conflicts` and `….csv`
 * stand before `…/integrations/:id`, which they look like.
 */
export const adminOperations = {
  ...exportOperations,
  ...conflictOperations,
  ...approvalOperations,
  ...firstSyncOperations,
  ...integrationOperations,
  ...activityOperations,
  ...mappingOperations,
  ...parkedOperations,
  ...fieldMappingOperations,
  ...credentialOperations,
  ...systemOperations,
  ...catalogueOperations,
  ...auditOperations,
  ...storyOperations,
  ...alertOperations,
  ...alertRuleOperations,
  ...healthOperations,
  ...driftOperations,
  ...ledgerOperations,
} as const;
export { recordOperations };
export const api = { ...adminOperations, ...recordOperations } as const;
export type Api = typeof api;
