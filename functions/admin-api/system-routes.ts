import { type MaintenanceDeps, setMaintenance } from '../../shared/application/outages/set-maintenance.ts';
import type { Maintenance } from '../../shared/application/ports.ts';
import type { systemOperations } from '../../shared/contract/system.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';

export function systemRoutes(deps: MaintenanceDeps): Routes<typeof systemOperations> {
  return {
    async getMaintenance() {
      const known = await deps.maintenance.get();
      return { maintenance: known === undefined ? { on: false, reason: '' } : view(known) };
    },
    async setMaintenance({ body, caller }) {
      const { maintenance } = accepted(await setMaintenance(deps, body, caller.id));
      return { success: true as const, maintenance: view(maintenance) };
    },
  };
}

const view = ({ on, reason, changedAt, changedBy }: Maintenance) => ({ on, reason, changedAt, changedBy });
