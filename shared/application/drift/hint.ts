import type { Change } from '../../domain/change.ts';
import { addSeconds } from '../../domain/dates.ts';
import type { DriftRound, HintedPair } from '../../domain/drift.ts';
import { FaultError } from '../../domain/fault.ts';
import { logIdFor } from '../../domain/log-id.ts';
import type { DriftDeps } from './deps.ts';

const lookAgainSeconds = 30;

/**
 * Asks the sync to look at the pairs of which fields differ for no reason, as it does for every change. The same hint of
 * one round is the same change, however often it is sent.
 */
export async function hintStep(
  deps: Pick<DriftDeps, 'changes' | 'hasher' | 'clock'>,
  round: DriftRound,
): Promise<DriftRound> {
  const unasked = round.hinted.filter(({ asked }) => asked === undefined);
  const changes = unasked.map((pair) => changeFor(deps, round, pair));
  if ((await deps.changes.send(changes)) !== 'accepted')
    throw new FaultError({ kind: 'unavailable', message: 'The change queue does not take hints now.' });
  const at = deps.clock.now();
  const asked = { at, lookAt: addSeconds(at, lookAgainSeconds) };
  return { ...round, hinted: round.hinted.map((pair) => ({ asked, ...pair })) };
}

/** An entry of the log tells what became of it, also where it led to nothing: only then the meter may complain. */
function changeFor({ hasher }: Pick<DriftDeps, 'hasher'>, round: DriftRound, pair: HintedPair): Change {
  const { integrationId, startedAt: receivedAt, id: deliveryKey } = round;
  const isGoneHere = pair.fields.includes('*');
  const recordId = isGoneHere ? pair.internalId : pair.externalId;
  return {
    ...{ schemaVersion: 1, integrationId, resourceType: pair.resourceType, stream: pair.stream, recordId },
    side: isGoneHere ? 'local' : 'external',
    kind: isGoneHere ? 'deleted' : 'upserted',
    ...{ cause: 'retry', receivedAt, deliveryKey },
    logId: logIdFor({ integrationId, receivedAt, deliveryKey, recordId }, (text) => hasher.hash(text)),
  };
}

/** Whether the sync has looked at a pair since it was hinted at. */
export const wasLookedAt = async (
  deps: Pick<DriftDeps, 'hasher' | 'logs'>,
  round: DriftRound,
  pair: HintedPair,
): Promise<boolean> => (await deps.logs.get(changeFor(deps, round, pair).logId)) !== undefined;
