import type { BreakerStore, Maintenance, MaintenanceStore } from '../../application/ports.ts';
import type { Breaker } from '../../domain/breaker.ts';
import { copy, follows } from './memory.ts';

export function memoryBreakerStore(): BreakerStore {
  const breakers = new Map<string, Breaker>();
  return {
    async get(id) {
      return copy(breakers.get(id));
    },
    async getMany(ids) {
      return ids.flatMap((id) => copy(breakers.get(id)) ?? []);
    },
    async put(breaker) {
      if (!follows(breakers.get(breaker.integrationId), breaker.version)) return 'stale';
      breakers.set(breaker.integrationId, copy(breaker));
      return 'written';
    },
    async remove(id) {
      breakers.delete(id);
    },
  };
}

export function memoryMaintenanceStore(): MaintenanceStore {
  let stored: Maintenance | undefined;
  return {
    async get() {
      return copy(stored);
    },
    async put(maintenance) {
      if (!follows(stored, maintenance.version)) return 'stale';
      stored = copy(maintenance);
      return 'written';
    },
  };
}
