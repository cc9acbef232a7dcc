import type { IntegrationStore } from '../../application/ports.ts';
import type { Integration } from '../../domain/integration.ts';
import { copy, follows, type Memory } from './memory.ts';

/** Names are unique whatever their case and the spaces around them. */
const nameKey = (name: string): string => name.trim().toLowerCase();

export const memoryIntegrationStore = (memory: Memory): IntegrationStore => {
  const nameTaken = ({ id, name }: Integration) =>
    [...memory.integrations.values()].some(
      (other) => other.id !== id && nameKey(other.name) === nameKey(name),
    );
  return {
    async get(id) {
      return copy(memory.integrations.get(id));
    },
    async list({ status, type }) {
      return copy([...memory.integrations.values()])
        .filter((item) => status === undefined || item.status === status)
        .filter((item) => type === undefined || item.type === type)
        .sort((a, b) => (nameKey(a.name) < nameKey(b.name) ? -1 : 1));
    },
    async create(integration) {
      if (nameTaken(integration)) return 'name-taken';
      memory.integrations.set(integration.id, copy(integration));
      return 'created';
    },
    async put(integration) {
      const stored = memory.integrations.get(integration.id);
      if (stored === undefined || !follows(stored, integration.version)) return 'stale';
      if (nameTaken(integration)) return 'name-taken';
      memory.integrations.set(integration.id, copy(integration));
      return 'written';
    },
    async remove({ id, name }, at) {
      memory.integrations.delete(id);
      memory.tombstones.set(id, { name, at });
    },
  };
};
