import type { Integration } from '../../domain/integration.ts';
import type { SchedulePlan } from '../../domain/schedule.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { IntegrationStore, KnownSchedule, Schedules } from '../ports.ts';

export interface MendDeps {
  readonly integrations: IntegrationStore;
  readonly schedules: Schedules;
}

export interface Mended {
  readonly created: number;
  readonly fixed: number;
  readonly removed: number;
  /** Those that were as they should be. */
  readonly kept: number;
  /** Why others could not be made to fit, by integration. */
  readonly broken: ReadonlyMap<string, string>;
}

type Act = keyof Mended;

const atOnce = 5;

/**
 * Compares the schedules with the integrations they belong to and makes them fit: a death between two writes, or
 * somebody's hand in the console, is mended within minutes. One that cannot be kept holds up no other.
 */
export async function mendSchedules(deps: MendDeps): Promise<Mended> {
  const [integrations, schedules] = await Promise.all([deps.integrations.list({}), deps.schedules.list()]);
  const known = new Map(schedules.map((schedule) => [schedule.integrationId, schedule]));
  const here = new Set(integrations.map(({ id }) => id));
  const orphans = schedules.filter(({ integrationId }) => !here.has(integrationId));
  const broken = new Map<string, string>();
  const tried = async (id: string, act: Promise<Act>): Promise<Act> => {
    try {
      return await act;
    } catch (error) {
      broken.set(id, error instanceof Error ? error.message : String(error));
      return 'broken';
    }
  };
  const acts = [
    ...(await mapConcurrently(integrations, atOnce, (each) =>
      tried(each.id, mend(deps, each, known.get(each.id))),
    )),
    ...(await mapConcurrently(orphans, atOnce, ({ integrationId }) =>
      tried(integrationId, removeOrphan(deps, integrationId)),
    )),
  ];
  const of = (wanted: Act) => acts.filter((act) => act === wanted).length;
  return { created: of('created'), fixed: of('fixed'), removed: of('removed'), kept: of('kept'), broken };
}

async function mend(
  { schedules }: MendDeps,
  integration: Integration,
  known: KnownSchedule | undefined,
): Promise<Act> {
  const plan = schedules.plan(integration);
  if (plan === undefined) {
    if (known === undefined) return 'kept';
    await schedules.remove(integration.id);
    return 'removed';
  }
  if (known?.intact === true && isSame(known.plan, plan)) return 'kept';
  await schedules.put(integration);
  return known === undefined ? 'created' : 'fixed';
}

/** An integration that was made a moment ago may be missing in the list; it is asked for by its id. */
async function removeOrphan(deps: MendDeps, integrationId: string): Promise<Act> {
  if ((await deps.integrations.get(integrationId)) !== undefined) return 'kept';
  await deps.schedules.remove(integrationId);
  return 'removed';
}

const isSame = (a: SchedulePlan, b: SchedulePlan): boolean =>
  a.expression === b.expression &&
  a.timeZone === b.timeZone &&
  a.windowMinutes === b.windowMinutes &&
  a.enabled === b.enabled;
