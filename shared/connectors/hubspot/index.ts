import { type Call, defineConnector } from '../../connector-kit/connector.ts';
import type { ConnectionStep } from '../../domain/external.ts';
import { objectsOf, version } from './addresses.ts';
import { choices } from './choices.ts';
import { discoverFields } from './custom-fields.ts';
import { manifest } from './manifest.ts';
import { accountOf } from './proof.ts';
import { budget, classify } from './refusals.ts';
import { type Settings, settings } from './schema.ts';
import { kinds, streams } from './streams.ts';
import { readWebhook, registerWebhooks, unregisterWebhook } from './webhook.ts';

export const hubspot = defineConnector<Settings>({
  manifest,
  settings,
  authorize: (authType, { token = '', accessToken = '' }) => ({
    headers: { authorization: `Bearer ${authType === 'OAUTH2' ? accessToken : token}` },
  }),
  choices,
  discoverFields,
  async test(call) {
    const known = await accountOf(call.send);
    const own = known === 'unknown' || known.portalId === call.settings.portalId;
    const name = known === 'unknown' ? 'HubSpot' : `HubSpot account ${known.portalId}`;
    if (own) await readEach(call);
    const steps: readonly ConnectionStep[] = [
      { step: 'signed-in', ok: true, message: `Signed in to ${name}.` },
      own
        ? { step: 'may-read', ok: true, message: 'Contacts, companies, tasks and meetings can be read.' }
        : {
            step: 'may-read',
            ok: false,
            message: `The key belongs to ${name}, the integration to account ${call.settings.portalId}.`,
            cure: 'Use a key of the chosen account, or choose the account again.',
          },
      ...(call.settings.webhooks === 'on' ? [addressToEnter] : []),
    ];
    return { steps, apiVersion: version, account: name };
  },
  streams: () => streams,
  classify,
  budget,
  webhook: readWebhook,
  hooks: { register: registerWebhooks, unregister: unregisterWebhook },
});

const addressToEnter: ConnectionStep = {
  step: 'webhook',
  ok: true,
  message: 'Enter the webhook address as the target URL of the app in HubSpot.',
};

async function readEach(call: Call<Settings>): Promise<void> {
  for (const { type } of Object.values(kinds))
    await call.send({ method: 'GET', path: objectsOf(type), query: { limit: 1 } });
}
