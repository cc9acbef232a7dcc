import type { Schedules } from '../../application/ports.ts';
import { isRunning, type SyncFrequency } from '../../domain/integration.ts';

export interface KnownSchedule {
  readonly frequency: SyncFrequency;
  readonly enabled: boolean;
}

/** One schedule per integration that has a rhythm. */
export class MemorySchedules implements Schedules {
  readonly byIntegration = new Map<string, KnownSchedule>();

  async put({ id, syncFrequency, status }: Parameters<Schedules['put']>[0]): Promise<void> {
    if (syncFrequency === 'MANUAL') this.byIntegration.delete(id);
    else this.byIntegration.set(id, { frequency: syncFrequency, enabled: isRunning(status) });
  }

  async remove(integrationId: string): Promise<void> {
    this.byIntegration.delete(integrationId);
  }
}
