import { flowsIn, type Integration, isRunning } from '../../domain/integration.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock, Hasher, IntegrationStore, JobQueue } from '../ports.ts';

/** Looked at once an hour, spread over the twelve times that somebody asks. */
const slots = 12;
const slotMinutes = 60 / slots;

const slotOfHour = (now: Instant): number => Math.floor(new Date(now).getUTCMinutes() / slotMinutes);
const slotOf = ({ id }: Integration, { hash }: Hasher): number =>
  [...hash(id)].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % slots;

/**
 * Asks for a look at the webhooks of each integration that has some, or should have; called every five minutes, it asks
 * for each once an hour. Answers how many it asked for.
 */
export async function askForGuards(deps: {
  readonly integrations: IntegrationStore;
  readonly jobQueue: JobQueue;
  readonly clock: Clock;
  readonly hasher: Hasher;
}): Promise<number> {
  const slot = slotOfHour(deps.clock.now());
  const due = (await deps.integrations.list({})).filter(
    (integration) => isGuarded(integration) && slotOf(integration, deps.hasher) === slot,
  );
  for (const { id } of due)
    await deps.jobQueue.send({ schemaVersion: 1, kind: 'webhooks', integrationId: id });
  return due.length;
}

const isGuarded = ({ status, syncDirection, webhooks, webhookProblem }: Integration): boolean =>
  isRunning(status) && flowsIn(syncDirection) && (webhooks.length > 0 || webhookProblem !== undefined);
