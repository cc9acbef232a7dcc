import { defineConnector } from '../../connector-kit/connector.ts';
import { choices } from './choices.ts';
import { discoverFields } from './custom-fields.ts';
import { budget, classify } from './faults.ts';
import { checkWebhook, registerWebhooks, unregisterWebhook } from './hooks.ts';
import { manifest } from './manifest.ts';
import { type Settings, settings } from './schema.ts';
import { streams } from './streams.ts';
import { testConnection } from './test-connection.ts';
import { readWebhook } from './webhook.ts';

export const clickup = defineConnector<Settings>({
  manifest,
  settings,
  // A personal token stands there alone. https://developer.clickup.com/docs/authentication
  authorize: (authType, { token = '', accessToken = '' }) => ({
    headers: { authorization: authType === 'OAUTH2' ? `Bearer ${accessToken}` : token },
  }),
  choices,
  discoverFields,
  test: testConnection,
  streams: () => streams,
  classify,
  budget,
  webhook: readWebhook,
  hooks: { register: registerWebhooks, unregister: unregisterWebhook, check: checkWebhook },
});
