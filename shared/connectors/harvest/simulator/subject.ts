import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { startHarvestSimulator } from './index.ts';

/** Harvest as the conformance suite connects it. */
const withToken: Subject = {
  name: 'Harvest',
  authType: 'BEARER_TOKEN',
  start: startHarvestSimulator,
  threePages: 230,
  badCredentials: { token: 'revoked' },
  writable: {
    stream: 'time_entries',
    collection: 'time_entries',
    created: { spent_date: '2026-04-01', hours: 1.5, notes: 'Weeding' },
    changed: { hours: 2.25, notes: 'Weeding and tea' },
  },
  signatureHeaders: [],
};

export const subjects: readonly Subject[] = [
  withToken,
  {
    ...withToken,
    name: 'Harvest, signed in with OAuth',
    authType: 'OAUTH2',
    async start(options) {
      const simulator = await startHarvestSimulator(options);
      const { clientId } = simulator.client;
      const accessToken = simulator.oauth.grants.issue('access', clientId, 'conformance', null);
      return { ...simulator, credentials: { ...simulator.client, accessToken } };
    },
    badCredentials: { accessToken: 'revoked' },
  },
];
