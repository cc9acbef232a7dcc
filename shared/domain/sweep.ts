import { addSeconds } from './dates.ts';
import type { Integration } from './integration.ts';
import type { Instant } from './values.ts';

/** Twelve hours less than a week, so that a weekly run that begins a little earlier than the last one counts. */
const sweepAfterSeconds = 6.5 * 86_400;

/** Whether it is time to look at everything once more: what was missed on either side is found then. */
export const isSweepDue = ({ lastSweepAt }: Pick<Integration, 'lastSweepAt'>, now: Instant): boolean =>
  lastSweepAt === undefined || addSeconds(lastSweepAt, sweepAfterSeconds) <= now;
