import type { KnownSchedule, Schedules } from '../../application/ports.ts';
import { schedulePlan } from '../../domain/schedule.ts';

type Integration = Parameters<Schedules['put']>[0];

/** One schedule per integration that has a rhythm. */
export class MemorySchedules implements Schedules {
  readonly byIntegration = new Map<string, KnownSchedule>();
  readonly #timeZone: string;

  constructor(timeZone = 'UTC') {
    this.#timeZone = timeZone;
  }
  plan(integration: Integration) {
    return schedulePlan(integration, this.#timeZone);
  }
  async put(integration: Integration): Promise<void> {
    const plan = this.plan(integration);
    const { id } = integration;
    if (plan === undefined) this.byIntegration.delete(id);
    else this.byIntegration.set(id, { integrationId: id, plan, intact: true });
  }
  async remove(integrationId: string): Promise<void> {
    this.byIntegration.delete(integrationId);
  }
  async list(): Promise<readonly KnownSchedule[]> {
    return structuredClone([...this.byIntegration.values()]);
  }
}
