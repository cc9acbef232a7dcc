import type { ConnectionStore } from '../../application/ports.ts';
import type { PendingConnection } from '../../domain/connection.ts';
import { copy, follows } from './memory.ts';

export function memoryConnectionStore(): ConnectionStore {
  const connections = new Map<string, PendingConnection>();
  return {
    get: async (id) => copy(connections.get(id)),
    async put(connection) {
      if (!follows(connections.get(connection.id), connection.version)) return 'stale';
      connections.set(connection.id, copy(connection));
      return 'written';
    },
    async remove(id) {
      connections.delete(id);
    },
    async expired(now) {
      return [...connections.values()]
        .filter(({ expiresAt }) => expiresAt < now)
        .slice(0, 25)
        .map(({ id }) => id);
    },
  };
}
