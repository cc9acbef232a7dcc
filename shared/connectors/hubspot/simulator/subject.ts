import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { startHubSpotSimulator } from './index.ts';
import { client } from './state.ts';

const withKey: Subject = {
  name: 'HubSpot',
  authType: 'BEARER_TOKEN',
  start: startHubSpotSimulator,
  threePages: 230,
  assumedWaitSeconds: 10,
  badCredentials: { token: 'revoked' },
  writable: {
    stream: 'tasks',
    collection: 'tasks',
    created: { hs_task_subject: 'Paint the fence', hs_task_priority: 'HIGH' },
    changed: { hs_task_subject: 'Paint the gate', hs_task_status: 'COMPLETED' },
  },
  subscribesByHand: true,
  async subscribe(running, system, url, secret) {
    const hooks = await system.registerWebhooks({ url, secret });
    // A person enters the address at HubSpot.
    const body = JSON.stringify({ url: url(hooks[0]?.key ?? '') });
    await fetch(`${running.controlUrl}/hook`, { method: 'PUT', body });
    return { default: client.clientSecret };
  },
  signatureHeaders: ['x-hubspot-signature-v3', 'x-hubspot-request-timestamp'],
};

/** HubSpot as the conformance suite connects it. */
export const subjects: readonly Subject[] = [
  withKey,
  {
    ...withKey,
    name: 'HubSpot, signed in with OAuth',
    authType: 'OAUTH2',
    async start(options) {
      const simulator = await startHubSpotSimulator(options);
      const accessToken = simulator.oauth.grants.issue(
        'access',
        simulator.client.clientId,
        'conformance',
        null,
      );
      return { ...simulator, credentials: { ...simulator.client, accessToken } };
    },
    badCredentials: { accessToken: 'revoked' },
  },
];
