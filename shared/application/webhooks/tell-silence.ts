import type { Integration } from '../../domain/integration.ts';
import { silenceOf } from '../../domain/silence.ts';
import { clearAlert } from '../alerts/clear-alert.ts';
import { type RaiseDeps, raiseAlert } from '../alerts/raise-alert.ts';
import type { LogStore } from '../ports.ts';

/** Enough to see a rhythm, little enough to read every hour. */
const entriesLookedAt = 50;

/** Tells the admins when webhooks that are registered say nothing for longer than they ever do, and when they do again. */
export async function tellSilence(
  deps: RaiseDeps & { readonly logs: Pick<LogStore, 'list'> },
  { id: integrationId, webhooks }: Integration,
): Promise<void> {
  const registeredAt = webhooks
    .map((hook) => hook.registeredAt)
    .sort()
    .at(-1);
  if (registeredAt === undefined) return;
  const { items } = await deps.logs.list(integrationId, {}, { limit: entriesLookedAt });
  const silence = silenceOf(items, registeredAt, deps.clock.now());
  const about = { integrationId, kind: 'webhooks', cause: 'silence' } as const;
  if (silence === undefined) {
    await clearAlert(deps, { ...about, sentence: 'Webhooks come again.' });
    return;
  }
  const { since, missed } = silence;
  await raiseAlert(deps, {
    ...about,
    severity: missed > 0 ? 'warning' : 'info',
    sentence:
      missed > 0
        ? `No webhook has come since ${since}, though ${missed} changes over there were found by the scheduled runs.`
        : `No webhook has come since ${since}, which is longer than usual.`,
    cure: 'Change something over there and see whether it arrives within a minute. If not, sign in again: the webhooks are then registered anew.',
  });
}
