import type { CheckpointStore, FieldMappingStore } from '../../application/ports.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import { copy, follows, type Memory } from './memory.ts';

export const memoryFieldMappingStore = (memory: Memory): FieldMappingStore => {
  const current = (integrationId: string) =>
    [...memory.fieldMappings.values()].filter((set) => set.integrationId === integrationId);
  return {
    current: async (integrationId) => copy(current(integrationId)),
    async save(set: FieldMappingSet) {
      const key = JSON.stringify([set.integrationId, set.resourceType]);
      if (!follows(memory.fieldMappings.get(key), set.version)) return 'stale';
      memory.fieldMappings.set(key, copy(set));
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
