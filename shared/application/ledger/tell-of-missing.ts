import type { Integration } from '../../domain/integration.ts';
import type { LedgerHour } from '../../domain/ledger.ts';
import { missingSentence } from '../../domain/ledger-words.ts';
import { clearAlert } from '../alerts/clear-alert.ts';
import { type RaiseDeps, raiseAlert } from '../alerts/raise-alert.ts';
import type { Logger } from '../ports.ts';

export interface TellOfMissingDeps extends RaiseDeps {
  readonly logger: Logger;
}

/** One alert while changes are missing, which ends by itself when the last of them has its end. */
export async function tellOfMissing(
  deps: TellOfMissingDeps,
  { id: integrationId }: Integration,
  hours: readonly LedgerHour[],
): Promise<void> {
  const cause = { integrationId, kind: 'ledger', cause: 'ledger' } as const;
  const missing = hours.reduce((sum, hour) => sum + hour.missing, 0);
  if (missing > 0) {
    deps.logger.error('received changes have come to no end', { integrationId, missing });
    await raiseAlert(deps, {
      ...{ ...cause, severity: 'critical', sentence: missingSentence(hours) },
      cure: 'Their records are looked at again by themselves, and this ends when they were. Should it come back, tell whoever runs the service: the queue or a worker loses messages.',
    });
    return;
  }
  await clearAlert(deps, { ...cause, sentence: 'Every change that was received has come to its end.' });
}
