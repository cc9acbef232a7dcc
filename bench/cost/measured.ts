import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { functionNames } from '../../shared/config/names.ts';

const figure = z.number().nonnegative();

/** What one event asked of AWS, as it was counted. */
const spent = z.strictObject({
  calls: figure,
  readUnits: figure,
  writeUnits: figure,
  /** Requests of our functions to queues; those of Lambda's pollers are none of them. */
  queueRequests: figure,
  /** Times that each function ran. */
  runs: z.partialRecord(z.enum(functionNames), figure),
  /** Bytes of our own lines, metrics included. */
  logBytes: figure,
});
export type Spent = z.output<typeof spent>;

const measured = z.strictObject({
  appliedWebhook: spent,
  changedInPull: spent,
  unchangedInPull: spent,
  emptyRun: spent,
  /** One look of each fixed schedule, with one integration at which nothing happens. */
  watchHealth: spent,
  retryParked: spent,
  checkLedger: spent,
  cleanUp: spent,
  /** AWS calls of a look more for a second integration. */
  callsOfAnother: z.strictObject({ watchHealth: figure, checkLedger: figure }),
  secretsOfIntegration: figure,
  /** How many metrics of our own were written on this ordinary day. */
  metrics: figure,
});
export type Measured = z.output<typeof measured>;

export const measuredFile = join(import.meta.dirname, 'measured.json');

/** The figures that were measured last. Throws when the file is not of this shape. */
export const readMeasured = (): Measured => measured.parse(JSON.parse(readFileSync(measuredFile, 'utf8')));
