import * as z from 'zod';
import type { HealthSnapshot, HealthStore } from '../../application/ports.ts';
import { outcomes } from '../../domain/change.ts';
import { healthStatuses } from '../../domain/health.ts';
import type { HourFigures } from '../../domain/hour-figures.ts';
import { resourceTypes } from '../../domain/resources.ts';
import type { Instant } from '../../domain/values.ts';
import { getAll, putAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { healthKey, hoursPartition } from './keys.ts';
import { queryMonths } from './months.ts';
import { stored } from './upcast.ts';

const text = z.string();
const count = z.int();
const failing = z.object({ ended: count, failed: count });
const outcomeCounts = z.object(
  Object.fromEntries(outcomes.map((outcome) => [outcome, z.exactOptional(count)])),
);
const hourItem: z.ZodType<HourFigures> = stored(
  'hour of figures',
  z.object({
    schemaVersion: z.literal(1),
    integrationId: text,
    hour: text,
    in: outcomeCounts,
    out: outcomeCounts,
    kinds: z.object(Object.fromEntries(resourceTypes.map((type) => [type, z.exactOptional(failing)]))),
    runs: z.object({
      ended: count,
      completed: count,
      records: count,
      totalMs: z.number(),
      longestMs: z.number(),
    }),
    answers: z.array(count),
    atLeast: z.exactOptional(z.literal(true)),
    score: z.exactOptional(z.number()),
    lowestScore: z.exactOptional(z.number()),
  }),
);
const snapshotItem: z.ZodType<HealthSnapshot> = stored(
  'look at the health',
  z.object({
    schemaVersion: z.literal(1),
    integrationId: text,
    measuredAt: text,
    facts: z.object({
      runs: z.array(z.boolean()),
      changes: failing,
      lastHour: failing,
      answerMs: z.exactOptional(z.number()),
      failingKinds: z.array(z.enum(resourceTypes)),
      unread: z.array(text),
      pendingConflicts: count,
      recentErrors: z.array(text),
    }),
    health: z.object({ status: z.enum(healthStatuses), score: z.number(), sentence: text }),
  }),
);

const kept = 90 * 86_400;
const ttlFrom = (at: Instant): number => Math.floor(Date.parse(at) / 1000) + kept;

export const dynamoHealthStore = (tables: Tables): HealthStore => ({
  async snapshots(integrationIds) {
    const found = await getAll(tables, tables.sync, integrationIds.map(healthKey));
    return found.map((item) => snapshotItem.parse(item));
  },
  put(snapshot, hours) {
    const look = { ...healthKey(snapshot.integrationId), ...snapshot, ttl: ttlFrom(snapshot.measuredAt) };
    return putAll(tables, tables.sync, [look, ...hours.map(toHourItem)]);
  },
  hours: (integrationId, from, to) =>
    queryMonths(
      tables,
      (month) => hoursPartition(integrationId, month),
      { from, to },
      (item) => hourItem.parse(item),
    ),
});

const toHourItem = (figures: HourFigures): Item => ({
  pk: hoursPartition(figures.integrationId, figures.hour.slice(0, 7)),
  sk: figures.hour,
  ...figures,
  ttl: ttlFrom(figures.hour),
});
