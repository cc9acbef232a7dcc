import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { startSalesforceSimulator } from './index.ts';

/** Salesforce as the conformance suite connects it. */
export const subjects: readonly Subject[] = [
  {
    name: 'Salesforce',
    authType: 'OAUTH2',
    async start(options) {
      const simulator = await startSalesforceSimulator(options);
      const { clientId } = simulator.client;
      const accessToken = simulator.oauth.grants.issue('access', clientId, 'conformance', null);
      return { ...simulator, credentials: { ...simulator.client, accessToken } };
    },
    threePages: 450,
    assumedWaitSeconds: 900,
    tooManyStatus: 403,
    badCredentials: { accessToken: 'revoked' },
    writable: {
      stream: 'tasks',
      collection: 'Task',
      created: { Subject: 'Weeding', Description: 'Bring gloves', ActivityDate: '2026-04-01' },
      changed: { Subject: 'Weeding and tea', Status: 'In Progress' },
    },
    signatureHeaders: [],
  },
];
