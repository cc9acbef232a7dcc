import { defineConnector } from '../../connector-kit/connector.ts';
import { messageOf } from '../../connector-kit/faults.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { choices, discoverFields } from './choices.ts';
import { manifest } from './manifest.ts';
import { me, named, type Settings, settings } from './schema.ts';
import { streams } from './streams.ts';
import { checkWebhook, readWebhook, registerWebhooks, unregisterWebhook } from './webhook.ts';

/** Trello names no time after which to ask again; its windows are this long. */
const windowSeconds = 10;

export const trello = defineConnector<Settings>({
  manifest,
  settings,
  authorize: (authType, { apiKey = '', token = '', accessToken = '' }) => ({
    headers: {
      authorization:
        authType === 'OAUTH2'
          ? `Bearer ${accessToken}`
          : `OAuth oauth_consumer_key="${apiKey}", oauth_token="${token}"`,
    },
  }),
  choices,
  discoverFields,
  async test(call) {
    const query = { fields: 'fullName' };
    const account = parseResponse(
      await call.send({ method: 'GET', path: '/members/me', query }),
      me,
      'The account',
    );
    for (const board of call.settings.boardIds) {
      const path = `/boards/${board}/lists`;
      parseResponse(await call.send({ method: 'GET', path, query: { fields: 'name' } }), named, 'The lists');
    }
    return {
      apiVersion: '1',
      account: account.fullName,
      steps: [
        { step: 'signed-in', ok: true, message: `Signed in as ${account.fullName}.` },
        { step: 'may-read', ok: true, message: 'The boards can be read.' },
      ],
    };
  },
  streams: () => streams,
  classify(response) {
    const httpStatus = response.status;
    if (httpStatus === 400 && response.text.trim() === 'invalid id')
      return { kind: 'not-found', message: 'Trello has no such record.', httpStatus };
    if (httpStatus !== 429) return undefined;
    const retryAfterSeconds = windowSeconds;
    return { kind: 'rate-limited', message: `Trello: ${messageOf(response)}`, httpStatus, retryAfterSeconds };
  },
  budget({ headers }) {
    const remaining = Number(headers['x-rate-limit-api-token-remaining'] ?? Number.NaN);
    return Number.isNaN(remaining) ? undefined : { remaining, windowSeconds };
  },
  webhook: readWebhook,
  hooks: { register: registerWebhooks, unregister: unregisterWebhook, check: checkWebhook },
});
