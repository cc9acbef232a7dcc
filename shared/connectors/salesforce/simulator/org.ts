import * as z from 'zod';
import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import type { SalesforceState } from './state.ts';

const changes = z.strictObject({
  viewAll: z.boolean().optional(),
  hiddenFields: z.array(z.string()).optional(),
  hiddenRows: z.array(z.string()).optional(),
  used: z.number().optional(),
  most: z.number().optional(),
  locked: z.number().optional(),
  /** The log of deletions is purged up to this time. */
  logFrom: z.iso.datetime().optional(),
});

/** An administrator of the org at work. */
export function changeOrg(state: SalesforceState, body: unknown): SimulatedResponse {
  const given = changes.safeParse(body);
  if (!given.success) return { status: 400, body: { message: given.error.issues[0]?.message } };
  const { viewAll, hiddenFields, hiddenRows, used, most, locked, logFrom } = given.data;
  if (viewAll !== undefined) state.user.viewAll = viewAll;
  if (hiddenFields !== undefined) state.user.hiddenFields = new Set(hiddenFields);
  if (hiddenRows !== undefined) state.user.hiddenRows = new Set(hiddenRows);
  if (used !== undefined) state.usage.used = used;
  if (most !== undefined) state.usage.most = most;
  if (locked !== undefined) state.locked = locked;
  if (logFrom !== undefined) {
    state.logFrom = Date.parse(logFrom);
    state.deletions = state.deletions.filter(({ at }) => at >= logFrom);
  }
  return { status: 204 };
}
