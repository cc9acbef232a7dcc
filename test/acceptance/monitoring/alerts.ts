import { type AlertKind, alertKinds } from '../../../shared/domain/alert.ts';
import { drift, ledger } from '../../support/alert-drives/accounts.ts';
import { type Lived, lifeOf, type Prepare } from '../../support/alert-drives/cycle.ts';
import {
  errorRate,
  integrationDown,
  pendingConflicts,
  syncLag,
} from '../../support/alert-drives/measured.ts';
import { whatAdminsSet } from '../../support/alert-drives/settings.ts';
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

/** Two go both ways, so that records of the others would come there too; of the third, nobody else may know its records. */
const apart: readonly AlertKind[] = ['pending-conflicts', 'bouncing', 'drift'];

async function alone(kind: AlertKind): Promise<Lived> {
  await using world = await alertWorld();
  return await lifeOf(world, kind, drives[kind]);
}

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const only = process.env.ALERT_KINDS?.split(',');
  const kinds = alertKinds.filter((kind) => only?.includes(kind) ?? true);
  await using shared = await alertWorld();
  const lived: Lived[] = [];
  const wrong: string[] = [];
  for (const kind of kinds)
    try {
      const life = await (apart.includes(kind) ? alone(kind) : lifeOf(shared, kind, drives[kind]));
      lived.push(life);
      say(`${kind}: as it should be, in ${life.seconds.toFixed(1)} s`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      say(`${kind}: ${why}`);
      wrong.push(`WRONG: ${kind}: ${why}`);
    }
  const set = await whatAdminsSet(shared);
  const sum = (of: (life: Lived) => number) => lived.reduce((all, life) => all + of(life), 0);
  const lines = [
    ...tableOf(lived),
    ...set,
    'moved in time, not waited for: each stored alert back by its cooldown; where its line says so, what the cause counts from. Raised by hand: none',
    `${lived.length} of ${alertKinds.length} kinds fired from their cause, ended and came back; ${sum(({ compared }) => compared)} messages fit the template line by line, ${sum(({ quietLooks }) => quietLooks)} looks in cooldowns sent none`,
  ];
  if (wrong.length > 0 || lived.length < alertKinds.length)
    throw new Error([...lines, ...wrong].join('\n  '));
  return lines;
}

function tableOf(lived: readonly Lived[]): readonly string[] {
  const head = ['kind', 'told on', 'quiet looks', 'came back', 'fired by', 'resolved'];
  const rows = lived.map((each) => [
    ...[each.kind, each.toldOn, String(each.quietLooks), `${each.cameBack}×`, each.firedBy, each.resolved],
  ]);
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
