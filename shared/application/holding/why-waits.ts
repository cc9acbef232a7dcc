import { isOpen } from '../../domain/breaker.ts';
import { isRunning } from '../../domain/integration.ts';
import type { SyncContext } from '../sync/context.ts';

/** Why nothing may be done for this integration now, as a sentence; `undefined` where work goes on. */
export function whyWaits({ integration, breaker, maintenance }: SyncContext): string | undefined {
  if (maintenance?.on === true) return `Everything rests for maintenance: ${maintenance.reason}`;
  if (integration.status === 'ERROR')
    return 'The integration needs an admin (see its last error); the change waits until then.';
  if (!isRunning(integration.status))
    return `The integration is ${integration.status.toLowerCase()}; the change waits.`;
  return isOpen(breaker) ? 'The other system does not answer; the change waits until it does.' : undefined;
}
