import type { Integration } from '../../domain/integration.ts';
import type { SchedulePlan } from '../../domain/schedule.ts';

export interface KnownSchedule {
  readonly integrationId: string;
  readonly plan: SchedulePlan;
  /** Whether it asks for a run of this integration as the service would make it do. */
  readonly intact: boolean;
}

export interface Schedules {
  /** The schedule that the integration is to have, in its own time zone or the stage's; `undefined` for none. */
  plan(integration: Integration): SchedulePlan | undefined;
  /** Creates or changes the integration's schedule to fit its frequency, status and zone; none for MANUAL. */
  put(integration: Integration): Promise<void>;
  remove(integrationId: string): Promise<void>;
  /** Every schedule there is, also of integrations that are gone. */
  list(): Promise<readonly KnownSchedule[]>;
}
