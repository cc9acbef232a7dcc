import { httpClient } from '../../shared/adapters/http/http-client.ts';
import { sendMail } from '../../shared/adapters/notify/ses.ts';
import { sendToSlack } from '../../shared/adapters/notify/slack.ts';
import { systemClock } from '../../shared/adapters/platform/system.ts';
import { secretsManagerClient } from '../../shared/adapters/secrets-manager/client.ts';
import { slackSecret } from '../../shared/adapters/secrets-manager/slack-secret.ts';
import type { AlertSettingsStore, Notifier } from '../../shared/application/ports.ts';
import { awsCaller, readEnv } from './env.ts';

const timeoutMs = 10_000;
const largestAnswerBytes = 65_536;

/** Where the address of the Slack channel is kept. */
export function wireSlackSecret() {
  const { slackSecretId } = readEnv(['slackSecretId'] as const);
  return slackSecret(secretsManagerClient(), slackSecretId);
}

/** Mails to whom the admins named, else to the stage's admins; and to the Slack channel, if there is one. */
export function wireNotifier(settings: AlertSettingsStore): Notifier {
  const env = readEnv(['alertMail', 'publicBaseUrl', 'allowLoopback'] as const);
  const dashboardUrl = env.publicBaseUrl.replace(/\/$/, '');
  const secret = wireSlackSecret();
  const http = httpClient({
    allowLoopback: env.allowLoopback === 'on',
    timeoutMs,
    maxBytes: largestAnswerBytes,
  });
  return {
    send: (channel, notice) =>
      channel === 'slack'
        ? sendToSlack({ url: secret.url, dashboardUrl, http }, notice)
        : sendMail(
            {
              from: env.alertMail.from,
              to: async () => (await settings.get())?.emails ?? env.alertMail.to,
              dashboardUrl,
              now: systemClock.now,
              ...awsCaller(),
            },
            notice,
          ),
  };
}
