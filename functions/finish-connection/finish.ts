import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import {
  type CallbackOutcome,
  type FinishDeps,
  finishConnection,
} from '../../shared/application/credentials/finish-connection.ts';
import { connectResults } from '../../shared/contract/connect-results.ts';
import { connectKey } from '../runtime/http/connect-cookie.ts';
import type { HttpAnswer } from '../runtime/http/problem.ts';

/**
 * The admin comes back from the vendor. Whatever happened, they are sent on to the dashboard with a code that it knows
 * a sentence for; the code and tokens of the vendor go no further.
 */
export async function finish(
  deps: FinishDeps,
  publicBaseUrl: string,
  event: APIGatewayProxyEventV2,
): Promise<HttpAnswer> {
  const { state, code, error } = event.queryStringParameters ?? {};
  const browserKey = connectKey(event.cookies ?? [], (state ?? '').split('.')[0] ?? '');
  const result = await finishConnection(deps, { state, code, error, browserKey });
  return {
    statusCode: 302,
    headers: {
      location: `${publicBaseUrl}${screenOf(result)}`,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: connectResults[result.outcome],
  };
}

function screenOf({ outcome, connection }: CallbackOutcome): string {
  const id = connection?.integrationId ?? null;
  const query = new URLSearchParams({ connect: outcome });
  if (id !== null) return `/integrations/${encodeURIComponent(id)}?${query}`;
  if (outcome === 'authorized' && connection !== undefined) query.set('connection', connection.id);
  return connection === undefined ? `/integrations?${query}` : `/integrations/new?${query}`;
}
