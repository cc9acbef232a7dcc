import type { Breaker } from '../../domain/breaker.ts';
import type { Instant } from '../../domain/values.ts';

export interface BreakerStore {
  /** As it is stored at this moment; `undefined` for a system that never failed. */
  get(integrationId: string): Promise<Breaker | undefined>;
  getMany(integrationIds: readonly string[]): Promise<readonly Breaker[]>;
  /** Writes the breaker if the stored one has `breaker.version - 1`. */
  put(breaker: Breaker): Promise<'written' | 'stale'>;
  remove(integrationId: string): Promise<void>;
}

/** The switch that makes all integrations rest. */
export interface Maintenance {
  readonly schemaVersion: 1;
  readonly version: number;
  readonly on: boolean;
  /** For the admins, in words. */
  readonly reason: string;
  readonly changedAt: Instant;
  readonly changedBy: string;
}
export interface MaintenanceStore {
  get(): Promise<Maintenance | undefined>;
  /** Writes the switch if the stored one has `maintenance.version - 1`. */
  put(maintenance: Maintenance): Promise<'written' | 'stale'>;
}
