import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { authenticationType, integrationType, resourceType } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

/** One box of a form: what it is called, and where a person finds its value. */
const field = z.object({ name: z.string(), label: z.string(), help: z.string(), optional: z.boolean() });
const credentialField = z.extend(field, { secret: z.boolean() });
const budget = z.object({
  requests: z.int(),
  seconds: z.int(),
  scope: z.enum(['credential', 'account']),
  note: z.string(),
  source: z.string(),
});

const signIn = z.object({
  authType: authenticationType,
  /** OAuth only; the credential `grant` names the one that is used. */
  grant: z.optional(z.enum(['authorization-code', 'client-credentials', 'jwt-bearer'])),
  /** A person allows the access in the browser: begin with `POST /api/admin/connections`. */
  inBrowser: z.boolean(),
  fields: z.array(credentialField),
});

const connectorView = z.object({
  type: integrationType,
  name: z.string(),
  docsUrl: z.string(),
  /** Null where an admin has to give it. */
  defaultBaseUrl: z.nullable(z.string()),
  signIns: z.array(signIn),
  settings: z.array(
    z.extend(field, {
      /** Values can be looked up live (`POST …/choices`). */
      choices: z.boolean(),
      many: z.boolean(),
      /** Settings that have to be chosen before. */
      after: z.array(z.string()),
      /** The only values there are, where they are few and fixed. */
      options: z.array(z.object({ id: z.string(), label: z.string() })),
    }),
  ),
  streams: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      resourceType,
      can: z.object({
        create: z.boolean(),
        update: z.boolean(),
        delete: z.boolean(),
        incremental: z.boolean(),
        deletions: z.enum(['webhook', 'feed', 'tombstone', 'flag', 'full-comparison', 'none']),
      }),
    }),
  ),
  webhooks: z.object({ supported: z.boolean(), why: z.optional(z.string()) }),
  budgets: z.array(budget),
  plans: z.array(z.object({ id: z.string(), label: z.string(), budgets: z.array(budget) })),
  healingPollMinutes: z.int(),
  /** What the system cannot do, for the admin to know before connecting. */
  cannot: z.array(z.string()),
});
export type ConnectorView = z.output<typeof connectorView>;

export const catalogueOperations = {
  listConnectors: operation({
    method: 'GET',
    path: '/api/admin/connectors',
    summary: 'The systems that can be connected: how to sign in, what to choose, what they can and cannot do',
    roles: admins,
    response: z.object({ connectors: z.array(connectorView) }),
  }),
} as const;
