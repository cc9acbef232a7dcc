import { systemOperations } from '../../../../../shared/contract/system.ts';
import type { Api } from '../../../lib/api.ts';

/** Lets all integrations go on after they rested for maintenance. */
export const endMaintenance = (api: Api) => api(systemOperations.setMaintenance, { body: { on: false } });
