import { triesInQueue } from '../../domain/backoff.ts';
import type { Change } from '../../domain/change.ts';
import type { Fault } from '../../domain/fault.ts';
import { type ParkDeps, park } from './park.ts';

const cutOff: Fault = {
  kind: 'bug',
  message: 'The last try did not end: the worker ran out of time or crashed. Earlier tries say more.',
};

/**
 * Sets a change aside that fell into the dead-letter queue. The worker itself sets aside what fails for a reason; only
 * what it never came back from ends here.
 */
export const parkCutOff = (deps: ParkDeps, change: Change): Promise<void> =>
  park(deps, change, cutOff, triesInQueue, 'dead');
