import {
  choicesOf,
  fieldsOf,
  type LookUpDeps,
  lookUpChoices,
} from '../../shared/application/credentials/look-up.ts';
import type { ReconnectDeps } from '../../shared/application/credentials/reconnect.ts';
import { replaceCredentials } from '../../shared/application/credentials/replace-credentials.ts';
import type { credentialOperations } from '../../shared/contract/credentials.ts';
import { type IntegrationType, integrationTypes } from '../../shared/domain/integration.ts';
import { accepted, refuse } from '../runtime/http/refusals.ts';
import type { RouteOutput, Routes } from '../runtime/http/serve.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';

export type CredentialRouteDeps = ApiDeps & ReconnectDeps & LookUpDeps;
type Operations = Omit<typeof credentialOperations, 'beginConnection' | 'connectIntegration'>;
type Fields = RouteOutput<Operations['streamFields']>['fields'];

/** Typed sign-ins, and what can be looked up with one. */
export function credentialRoutes(deps: CredentialRouteDeps): Routes<Operations> {
  return {
    async replaceCredentials({ params, body, caller }) {
      const before = await findIntegration(deps, params.id);
      const done = accepted(await replaceCredentials(deps, before, body.credentials, caller.id));
      const { integration, jobId, woken } = done;
      return { success: true, status: integration.status, jobId, woken };
    },
    async lookUpChoices({ params, body, caller }) {
      const { baseUrl, authType, settings, field, credentials: typed, connectionId } = body;
      const target = { type: typeOf(params.type), baseUrl, authType, settings };
      const found = accepted(await lookUpChoices(deps, target, { field, typed, connectionId }, caller.id));
      return { choices: found.choices.map((each) => ({ ...each })) };
    },
    async integrationChoices({ params, body }) {
      const integration = await findIntegration(deps, params.id);
      const settings = body.settings ?? integration.settings;
      const found = accepted(await choicesOf(deps, integration, body.field, settings));
      return { choices: found.choices.map((each) => ({ ...each })) };
    },
    async streamFields({ params }) {
      const integration = await findIntegration(deps, params.id);
      const { fields } = accepted(await fieldsOf(deps, integration, params.stream));
      return {
        fields: fields.map((field): Fields[number] => ({ ...field, options: field.options?.slice() })),
      };
    },
  };
}

function typeOf(text: string): IntegrationType {
  const type = integrationTypes.find((known) => known === text);
  return type ?? refuse({ refused: 'not-found', message: `There is no connector "${text}".` });
}
