import { type AlertKind, alertKinds } from '../../../shared/domain/alert.ts';
import { drift, ledger } from '../../support/alert-drives/accounts.ts';
import { type Lived, lifeOf, type Prepare } from '../../support/alert-drives/cycle.ts';
import {
  errorRate,
  integrationDown,
  pendingConflicts,
  syncLag,
} from '../../support/alert-drives/measured.ts';
import { manyFailures, outage, quota, signIn, webhooks } from '../../support/alert-drives/systems.ts';
import { bouncing, deletions, schedule, unknownValue } from '../../support/alert-drives/waiting.ts';
import { alertWorld } from '../../support/alert-drives/world.ts';

export const title =
  'every kind of alert fires from its cause, is told as specified, is quiet in its cooldown, ends and comes back; cooldowns pass by moving the stored alert back';

const drives: { readonly [kind in AlertKind]: Prepare } = {
  ...{ 'error-rate': errorRate, 'integration-down': integrationDown, 'sync-lag': syncLag },
  ...{ 'pending-conflicts': pendingConflicts, outage, 'sign-in': signIn, 'many-failures': manyFailures },
  ...{ quota, webhooks, deletions, 'unknown-value': unknownValue, bouncing, schedule, ledger, drift },
};

/** Both ways, so that records of the others would come there too. */
const apart: readonly AlertKind[] = ['pending-conflicts', 'bouncing'];

async function alone(kind: AlertKind): Promise<Lived> {
  await using world = await alertWorld();
  return await lifeOf(world, kind, drives[kind]);
}

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const only = process.env.ALERT_KINDS?.split(',');
  await using shared = await alertWorld();
  const lived: Lived[] = [];
  const wrong: string[] = [];
  for (const kind of alertKinds.filter((each) => only === undefined || only.includes(each))) {
    try {
      const life = await (apart.includes(kind) ? alone(kind) : lifeOf(shared, kind, drives[kind]));
      lived.push(life);
      say(`${kind}: ${life.seconds.toFixed(1)} s`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      say(`${kind}: ${why}`);
      wrong.push(`${kind}: ${why}`);
    }
  }
  const lines = lived.map((each) => JSON.stringify(each));
  if (wrong.length > 0) throw new Error([...lines, ...wrong].join('\n  '));
  return lines;
}
