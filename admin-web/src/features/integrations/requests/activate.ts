import { type IntegrationView, integrationOperations } from '../../../../../shared/contract/integrations.ts';
import type { Api } from '../../../lib/api.ts';

/** Lets an integration that waits for an admin go on. */
export const activate = (api: Api, { id, version }: IntegrationView) =>
  api(integrationOperations.updateIntegration, { params: { id }, body: { status: 'ACTIVE', version } });
