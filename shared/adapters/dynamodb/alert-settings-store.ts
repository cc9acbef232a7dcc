import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AlertSettingsStore } from '../../application/ports.ts';
import { alertKinds, alertSeverities } from '../../domain/alert.ts';
import {
  type AlertSettings,
  ruleChannels,
  ruleMetrics,
  ruleOperators,
  ruleWindows,
} from '../../domain/alert-rules.ts';
import { syncFrequencies } from '../../domain/integration.ts';
import type { Tables } from './client.ts';
import { putVersioned } from './conditions.ts';
import { alertSettingsKey } from './keys.ts';
import { stored } from './upcast.ts';

const optional = z.exactOptional;
const condition = z.object({
  metric: z.enum(ruleMetrics),
  operator: z.enum(ruleOperators),
  threshold: z.number(),
  window: optional(z.enum(ruleWindows)),
  frequency: optional(z.enum(syncFrequencies)),
});
const changes = z.object({
  condition: optional(z.nullable(condition)),
  severity: optional(z.enum(alertSeverities)),
  channels: optional(z.array(z.enum(ruleChannels))),
  cooldownMinutes: optional(z.int()),
  enabled: optional(z.boolean()),
});
const settingsItem: z.ZodType<AlertSettings> = stored(
  'set of alert rules',
  z.object({
    schemaVersion: z.literal(1),
    version: z.int(),
    rules: z.object(Object.fromEntries(alertKinds.map((kind) => [kind, optional(changes)]))),
    emails: optional(z.array(z.string())),
    slackSetAt: optional(z.string()),
    weeklyDigest: optional(z.boolean()),
    updatedAt: z.string(),
    updatedBy: z.string(),
  }),
);

export const dynamoAlertSettingsStore = (tables: Tables): AlertSettingsStore => ({
  async get() {
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.sync, Key: alertSettingsKey, ConsistentRead: true }),
    );
    return found === undefined ? undefined : settingsItem.parse(found);
  },
  put: (settings) =>
    putVersioned(tables, tables.sync, { ...alertSettingsKey, ...settings }, settings.version),
});
