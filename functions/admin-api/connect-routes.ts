import {
  type BeginDeps,
  type Begun,
  beginConnection,
  pendingSeconds,
} from '../../shared/application/credentials/begin-connection.ts';
import type { credentialOperations } from '../../shared/contract/credentials.ts';
import { connectCookie } from '../runtime/http/connect-cookie.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';

export type ConnectRouteDeps = ApiDeps & BeginDeps;
type Operations = Pick<typeof credentialOperations, 'beginConnection' | 'connectIntegration'>;

/** Sign-ins that happen in the admin's browser; `finish-connection` ends them. */
export function connectRoutes(deps: ConnectRouteDeps): Routes<Operations> {
  const answer = (begun: Begun, setCookie: (cookie: string) => void) => {
    const secure = deps.publicBaseUrl.startsWith('https:');
    setCookie(connectCookie(begun.connectionId, begun.browserKey, pendingSeconds, secure));
    const { connectionId, authorizeUrl, expiresAt } = begun;
    return { connectionId, authorizeUrl, expiresAt };
  };
  return {
    async beginConnection({ body, caller, setCookie }) {
      const { type, baseUrl, settings, credentials } = body;
      const target = { type, baseUrl, settings, authType: 'OAUTH2' as const };
      const request = { target, integrationId: null, typed: credentials };
      return answer(accepted(await beginConnection(deps, request, caller.id)), setCookie);
    },
    async connectIntegration({ params, body, caller, setCookie }) {
      const integration = await findIntegration(deps, params.id);
      const request = { target: integration, integrationId: integration.id, typed: body.credentials };
      return answer(accepted(await beginConnection(deps, request, caller.id)), setCookie);
    },
  };
}
