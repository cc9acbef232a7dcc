import type { CheckpointStore, FieldMappingStore } from '../../application/ports.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { copy, follows, type Memory } from './memory.ts';

export const memoryFieldMappingStore = (memory: Memory): FieldMappingStore => {
  const newestFirst = (test: (set: FieldMappingSet) => boolean) =>
    [...memory.fieldMappings.values()].filter(test).sort((a, b) => b.version - a.version);
  const newestOf = (integrationId: string, type: ResourceType) =>
    newestFirst((set) => set.integrationId === integrationId && set.resourceType === type);
  return {
    async current(integrationId) {
      const all = newestFirst((set) => set.integrationId === integrationId);
      return copy(
        all.filter((set, at) => all.findIndex((other) => other.resourceType === set.resourceType) === at),
      );
    },
    versions: async (integrationId, type) => copy(newestOf(integrationId, type)),
    async save(set: FieldMappingSet) {
      const { integrationId, resourceType, version } = set;
      if (!follows(newestOf(integrationId, resourceType)[0], version)) return 'stale';
      memory.fieldMappings.set(JSON.stringify([integrationId, resourceType, version]), copy(set));
      return 'saved';
    },
  };
};

export const memoryCheckpointStore = (memory: Memory): CheckpointStore => {
  const key = (integrationId: string, stream: string) => JSON.stringify([integrationId, stream]);
  const read = (integrationId: string, stream: string) =>
    memory.checkpoints.get(key(integrationId, stream)) ?? { stream, since: null, version: 0 };
  return {
    get: async (integrationId, stream) => copy(read(integrationId, stream)),
    async advance(integrationId, from, since) {
      if (read(integrationId, from.stream).version !== from.version) return 'stale';
      const next = { stream: from.stream, since, version: from.version + 1 };
      memory.checkpoints.set(key(integrationId, from.stream), next);
      return 'advanced';
    },
    async removeAll(integrationId) {
      for (const { stream } of memory.checkpoints.values())
        memory.checkpoints.delete(key(integrationId, stream));
    },
  };
};
