import { ruleOf } from '../../domain/alert-rules.ts';
import type { Integration } from '../../domain/integration.ts';
import {
  type Standing,
  type StandingFacts,
  standingKinds,
  standingOf,
  standingOver,
} from '../../domain/standing.ts';
import type { UnknownValueStore } from '../field-mappings/ports.ts';
import type { DeleteApprovals, JobStore, PairStore } from '../ports.ts';
import { clearAlert } from './clear-alert.ts';
import { type RaiseDeps, raiseAlert } from './raise-alert.ts';

export interface StandingDeps extends RaiseDeps {
  readonly approvals: Pick<DeleteApprovals, 'list'>;
  readonly unknownValues: Pick<UnknownValueStore, 'list'>;
  readonly pairs: Pick<PairStore, 'list'>;
  readonly jobs: Pick<JobStore, 'current'>;
}

/** More of one integration are not counted. */
const mostOfAKind = 100;

/**
 * Raises what lies there at an integration and waits for somebody, and ends what does so no more. `broken`: why
 * schedules could not be kept, by integration.
 */
export async function tellStanding(
  deps: StandingDeps,
  integration: Integration,
  broken: ReadonlyMap<string, string>,
): Promise<void> {
  const { id: integrationId, status } = integration;
  const [settings, open] = await Promise.all([
    deps.alertSettings?.get(),
    deps.alerts.list(integrationId, { open: true }, { limit: mostOfAKind }),
  ]);
  const rests = status === 'PAUSED' || status === 'DISABLED';
  const isOff = (kind: Standing['kind']) => !ruleOf(kind, settings).enabled;
  const there = rests ? [] : standingOf(await factsOf(deps, integrationId, broken));
  const wanted = there.filter(({ kind }) => !isOff(kind));
  for (const each of wanted) {
    const { severity } = ruleOf(each.kind, settings);
    await raiseAlert(deps, { integrationId, severity, ...each });
  }
  for (const { kind, cause } of open.items) {
    const known = standingKinds.find((each) => each === kind);
    if (known === undefined || wanted.some((each) => each.kind === kind && each.cause === cause)) continue;
    const whole = isOff(known) ? 'Its rule was switched off.' : standingOver[known];
    const sentence = rests ? 'The integration rests.' : whole;
    await clearAlert(deps, { integrationId, kind, cause, sentence });
  }
}

async function factsOf(
  deps: StandingDeps,
  integrationId: string,
  broken: ReadonlyMap<string, string>,
): Promise<StandingFacts> {
  const limit = mostOfAKind;
  const [approvals, unknownValues, failing, job] = await Promise.all([
    deps.approvals.list(integrationId, { status: 'PENDING' }, { limit }),
    deps.unknownValues.list(integrationId),
    deps.pairs.list(integrationId, { place: 'ERROR' }, { limit }),
    deps.jobs.current(integrationId),
  ]);
  return {
    ...{ approvals: approvals.items, unknownValues, job, schedule: broken.get(integrationId) },
    resting: failing.items.filter(({ resting }) => resting !== undefined),
  };
}
