import { defineConnector, type StreamFacts } from '../../connector-kit/connector.ts';
import { manifest } from './manifest.ts';
import { resourceOf } from './resources.ts';
import { type Settings, settings } from './schema.ts';
import { grants } from './sign-in.ts';
import { streamOperations } from './streams.ts';
import { readWebhook } from './webhook.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A system that we know only by its settings: no line of code here is about any one of them. */
export const genericRest = defineConnector<Settings>({
  manifest,
  settings,
  grants,
  authorize(authType, credentials, given) {
    const { apiKey, headers } = given ?? { apiKey: { in: 'header', name: 'x-api-key' }, headers: {} };
    if (authType === 'BASIC_AUTH') {
      const pair = base64(`${credentials.username ?? ''}:${credentials.password ?? ''}`);
      return { headers: { ...headers, authorization: `Basic ${pair}` } };
    }
    if (authType === 'BEARER_TOKEN')
      return { headers: { ...headers, authorization: `Bearer ${credentials.token ?? ''}` } };
    if (authType === 'OAUTH2')
      return { headers: { ...headers, authorization: `Bearer ${credentials.accessToken ?? ''}` } };
    const key = { [apiKey.name]: credentials.apiKey ?? '' };
    return apiKey.in === 'header' ? { headers: { ...headers, ...key } } : { headers, query: key };
  },
  async test(call) {
    const { testPath, streams } = call.settings;
    const [first] = Object.entries(streams);
    if (testPath !== undefined) await call.send({ method: 'GET', path: testPath });
    if (first !== undefined) await streamOperations(first[1]).list(call, { since: null, cursor: null });
    return {
      steps: [
        { step: 'signed-in', ok: true, message: 'The system accepts the sign-in.' },
        { step: 'may-read', ok: true, message: `The collection "${first?.[0] ?? ''}" can be read.` },
      ],
      apiVersion: 'unknown',
    };
  },
  streams: (parsed) =>
    Object.fromEntries(
      Object.entries(parsed.streams).map(([name, stream]) => [name, streamOperations(stream)]),
    ),
  streamFacts: (parsed) =>
    Object.entries(parsed.streams).flatMap(([name, stream]): StreamFacts[] => {
      const resourceType = resourceOf(name);
      return resourceType === undefined ? [] : [{ name, resourceType, fieldMappings: stream.fields }];
    }),
  webhook: readWebhook,
});
