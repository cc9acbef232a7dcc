import * as z from 'zod';
import { deletePolicies } from '../../domain/delete-policy.ts';
import {
  authenticationTypes,
  conflictStrategies,
  type Integration,
  integrationStatuses,
  matchModes,
  mergeRules,
  syncDirections,
  syncFrequencies,
} from '../../domain/integration.ts';
import { dataTypes } from '../../domain/resources.ts';
import type { Item } from './client.ts';
import { integrationKey } from './keys.ts';
import { type Step, stored } from './upcast.ts';

const text = z.string();
const optional = z.exactOptional;
const value = z.json();

/** Choices that integrations of version 1 may leave out, with what that meant. */
const choicesSaid: Step = (item) => ({
  ...item,
  edition: item.edition ?? 1,
  matchMode: item.matchMode ?? 'MATCH_THEN_CREATE',
  deletePolicies: {
    ...{ TASKS: 'archive', MEMBERS: 'archive', PARTICIPATION_LOGS: 'archive' },
    ...{ EVENTS: 'archive', COMMITTEES: 'archive' },
    ...(item.deletePolicies ?? {}),
  },
});

export const integrationItem: z.ZodType<Integration> = stored(
  'integration',
  z.object({
    schemaVersion: z.literal(2),
    id: text,
    version: z.int(),
    edition: z.int(),
    name: text,
    description: optional(text),
    type: text,
    status: z.enum(integrationStatuses),
    baseUrl: text,
    authType: z.enum(authenticationTypes),
    settings: z.record(text, value),
    syncDirection: z.enum(syncDirections),
    syncFrequency: z.enum(syncFrequencies),
    timeZone: optional(text),
    dataTypes: z.array(z.enum(dataTypes)),
    conflictStrategy: z.enum(conflictStrategies),
    customMergeRules: optional(z.record(text, z.enum(mergeRules))),
    deletePolicies: z.record(z.enum(dataTypes), z.enum(deletePolicies)),
    whenPaused: z.enum(['hold', 'reject']),
    matchMode: z.enum(matchModes),
    autoRecover: z.boolean(),
    allowedIps: optional(z.array(text)),
    webhooks: z.array(z.object({ key: text, externalId: z.nullable(text), registeredAt: text })),
    pendingHandshake: optional(z.object({ nonce: text, until: text })),
    webhookProblem: optional(text),
    oldSecretUntil: optional(text),
    credentialsSetAt: text,
    lastSyncAt: optional(text),
    lastSuccessAt: optional(text),
    lastSweepAt: optional(text),
    lastErrorAt: optional(text),
    lastErrorMessage: optional(text),
    createdAt: text,
    createdBy: text,
    updatedAt: text,
  }),
  [choicesSaid],
);

/**
 * The version that integrations are stored under. The landing that learns to read 2 goes on writing 1, with everything
 * said that 2 requires: the one before it can read that, so rolling back stays safe. The next landing writes 2.
 */
const writtenVersion = 1;

export const toIntegrationItem = (integration: Integration): Item => ({
  ...integrationKey(integration.id),
  gsi1pk: 'INTEGRATIONS',
  gsi1sk: integration.name.toLowerCase(),
  gsi2pk: `INTEGRATIONS#${integration.status}`,
  gsi2sk: `${integration.type}#${integration.name.toLowerCase()}`,
  ...integration,
  schemaVersion: writtenVersion,
});
