import type { TokenLeases } from '../../application/ports.ts';

interface Lease {
  readonly holder?: string;
  readonly until?: string;
  readonly lastObtainedAt?: string;
}

/** `wait`: what a pause is here; nothing unless a test says so. */
export function memoryTokenLeases(wait: () => Promise<void> = async () => undefined): TokenLeases {
  const leases = new Map<string, Lease>();
  return {
    async take(id, holder, now, until) {
      const { lastObtainedAt, ...known } = leases.get(id) ?? {};
      if (known.until !== undefined && known.until > now) return { outcome: 'held' };
      const last = lastObtainedAt === undefined ? {} : { lastObtainedAt };
      leases.set(id, { ...last, holder, until });
      return { outcome: 'taken', ...last };
    },
    async release(id, holder, obtainedAt) {
      const known = leases.get(id);
      if (known?.holder !== holder) return;
      const last = obtainedAt ?? known.lastObtainedAt;
      leases.set(id, last === undefined ? {} : { lastObtainedAt: last });
    },
    wait,
    async removeAll(id) {
      leases.delete(id);
    },
  };
}
