import type { Difference, DriftRound } from '../../domain/drift.ts';
import { clearAlert } from '../alerts/clear-alert.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import type { DriftDeps } from './deps.ts';

const namedInAlert = 10;

/** Ends a round: its result is kept, and the admins are told of what differs for no reason and stayed so. */
export async function finishRound(deps: DriftDeps, round: DriftRound): Promise<DriftRound> {
  const { schemaVersion, id, integrationId, startedAt, startedBy, counts, requests } = round;
  const endedAt = deps.clock.now();
  await deps.drift.keep({
    ...{ schemaVersion, id, integrationId, startedAt, startedBy, endedAt, counts, requests },
  });
  await tell(deps, round);
  deps.metrics?.count('DriftUnexplained', counts.unexplained, { integrationId });
  deps.logger.info('a comparison of both sides ended', {
    integrationId,
    compared: counts.fields,
    different: counts.fields - counts.equal,
    ...{ repaired: counts.repaired, unexplained: counts.unexplained },
  });
  return { ...round, endedAt };
}

async function tell(deps: DriftDeps, { integrationId, counts, differences }: DriftRound): Promise<void> {
  const cause = { integrationId, kind: 'drift', cause: 'drift' } as const;
  if (counts.unexplained === 0) {
    await clearAlert(deps, {
      ...cause,
      sentence: 'A comparison of both sides found no difference without a reason.',
    });
    return;
  }
  const unexplained = differences.filter(({ reason }) => reason === 'unexplained');
  const names = unexplained.slice(0, namedInAlert).map(nameOf).join(', ');
  const fields = counts.unexplained === 1 ? '1 field differs' : `${counts.unexplained} fields differ`;
  await raiseAlert(deps, {
    ...cause,
    severity: 'warning',
    sentence: `${fields} between the two sides for no reason that is known, and a look at the records did not mend it: ${names}.`,
    cure: 'Open the integration’s overview: its comparison of both sides lists them, each with the page of its record. Make the two equal there, by hand or by “Sync this record”.',
  });
}

const nameOf = ({ resourceType, internalId, field }: Difference): string =>
  `${resourceType.toLowerCase().replaceAll('_', ' ')} ${internalId}${field === '*' ? '' : ` (${field})`}`;
