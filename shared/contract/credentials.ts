import * as z from 'zod/mini';
import { discoveredTypes } from '../domain/look-ups.ts';
import { operation } from './operation.ts';
import { authenticationType, instant, integrationStatus, integrationType, jsonObject } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;
const credentials = z.record(z.string(), z.string().check(z.maxLength(16_384)));
const baseUrl = z.url({
  protocol: /^https?$/,
  error: 'Give the full address of the API, beginning with https://',
});

/** Where to send the admin's browser; it comes back to the dashboard as `?connect=<result>` (`connectResults`). */
const begun = z.object({ connectionId: z.string(), authorizeUrl: z.string(), expiresAt: instant });
const choice = z.object({ id: z.string(), label: z.string() });
const choices = z.object({ choices: z.array(choice) });

export const credentialOperations = {
  beginConnection: operation({
    method: 'POST',
    path: '/api/admin/connections',
    summary: 'Begin a sign-in in the browser for an integration that is to be made',
    roles: admins,
    body: z.strictObject({
      type: integrationType,
      baseUrl,
      settings: z._default(jsonObject, {}),
      credentials,
    }),
    status: 201,
    response: begun,
  }),
  connectIntegration: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/connect',
    summary: 'Begin a sign-in in the browser for an integration that needs one again',
    roles: admins,
    body: z.strictObject({
      /** Only what changes, e.g. a new client secret. */
      credentials: z._default(credentials, {}),
    }),
    status: 201,
    response: begun,
  }),
  replaceCredentials: operation({
    method: 'PUT',
    path: '/api/admin/integrations/:id/credentials',
    summary: 'Sign an integration in with typed values: tried first, then it goes on and catches up',
    roles: admins,
    body: z.strictObject({ credentials }),
    response: z.object({
      success: z.literal(true),
      status: integrationStatus,
      /** The run that catches up; `null` for an integration that is paused or disabled. */
      jobId: z.nullable(z.string()),
      /** Changes that waited for the sign-in and are due now. */
      woken: z.int(),
    }),
  }),
  lookUpChoices: operation({
    method: 'POST',
    path: '/api/admin/connectors/:type/choices',
    summary: 'Values for a settings field, looked up live with credentials that are not stored',
    roles: admins,
    body: z.strictObject({
      baseUrl,
      authType: authenticationType,
      field: z.string(),
      /** What is chosen so far. */
      settings: z._default(jsonObject, {}),
      credentials: z._default(credentials, {}),
      /** A sign-in finished in the browser, in place of credentials. */
      connectionId: z.optional(z.string()),
    }),
    response: choices,
  }),
  integrationChoices: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/choices',
    summary: 'Values for a settings field of an integration, looked up live with its own sign-in',
    roles: admins,
    body: z.strictObject({
      field: z.string(),
      /** What is chosen so far; the stored settings unless given. */
      settings: z.optional(jsonObject),
    }),
    response: choices,
  }),
  streamFields: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/streams/:stream/fields',
    summary: 'Fields of a collection that the other system describes, custom fields included',
    roles: admins,
    response: z.object({
      fields: z.array(
        z.object({
          path: z.string(),
          label: z.string(),
          type: z.enum(discoveredTypes),
          writable: z.boolean(),
          options: z.optional(z.array(choice)),
        }),
      ),
    }),
  }),
} as const;
