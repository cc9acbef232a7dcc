import { isRunning } from '../../domain/integration.ts';
import { onlyWaits } from '../../domain/only-waits.ts';
import { sendAgain } from '../holding/release.ts';
import { recordAct } from '../integrations/audit.ts';
import type { ParkedItem } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { itWaits, type ParkedDeps, queueFull, unknownItem } from './deps.ts';

/** An admin wants a change tried now. It stays parked until the try went through; asking twice costs a second look. */
export async function retryNow(
  deps: ParkedDeps,
  id: string,
  actor: string,
): Promise<{ readonly retried: true } | Refusal> {
  const item = await deps.parked.get(id);
  if (item === undefined) return unknownItem(id);
  const refusal = await whyNotNow(deps, item);
  if (refusal !== undefined) return refusal;
  if ((await sendAgain(deps, [item])) === 'unavailable') return queueFull;
  await recordAct(deps, actor, 'parked.retried', id, { tries: item.tries }, null);
  return { retried: true };
}

/** Why this item cannot be tried now. */
export async function whyNotNow(
  deps: Pick<ParkedDeps, 'integrations'>,
  item: ParkedItem,
): Promise<Refusal | undefined> {
  if (onlyWaits(item)) return itWaits(item);
  const integration = await deps.integrations.get(item.integrationId);
  if (integration === undefined) return unknownItem(item.id);
  return isRunning(integration.status)
    ? undefined
    : {
        refused: 'not-running',
        message: `"${integration.name}" is ${integration.status.toLowerCase()}; the change is tried when it goes on.`,
      };
}
