import { sesNotifier } from '../../shared/adapters/notify/ses.ts';
import { systemClock } from '../../shared/adapters/platform/system.ts';
import type { Notifier } from '../../shared/application/ports.ts';
import { awsCaller, readEnv } from './env.ts';

/** Mails to the stage's admins; to nobody where the stage names none. */
export function wireNotifier(): Notifier {
  const { alertMail, publicBaseUrl } = readEnv(['alertMail', 'publicBaseUrl'] as const);
  return sesNotifier({
    from: alertMail.from,
    to: alertMail.to,
    dashboardUrl: publicBaseUrl.replace(/\/$/, ''),
    now: systemClock.now,
    ...awsCaller(),
  });
}
