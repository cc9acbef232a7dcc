import type { Resource } from '../template/inventory.ts';
import type { Scheduler } from './scheduler.ts';

/** The template's group and fixed schedules; those of integrations are made at run time through the API. */
export function defineSchedules(
  scheduler: Scheduler,
  groups: readonly Resource[],
  schedules: readonly Resource[],
): void {
  for (const { physicalName } of groups) scheduler.defineGroup(physicalName);
  for (const { id, properties } of schedules) scheduler.define(id, capitalized(properties));
}

/** CloudFormation and the API name the same properties alike, so only the defaults of the API apply. */
const capitalized = (properties: Record<string, unknown>): Record<string, unknown> => ({
  GroupName: 'default',
  ...properties,
});
