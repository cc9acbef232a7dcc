import { type IntegrationView, integrationOperations } from '../../../../../shared/contract/integrations.ts';
import type { Api } from '../../../lib/api.ts';

/** The integration as it is at this moment. */
export const readIntegration = async (api: Api, id: string): Promise<IntegrationView> =>
  (await api(integrationOperations.getIntegration, { params: { id } })).integration;
