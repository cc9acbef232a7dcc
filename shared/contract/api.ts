import { activityOperations } from './activity.ts';
import { integrationOperations } from './integrations.ts';
import { recordOperations } from './records.ts';

/** The whole HTTP API: the one source of handlers, client and OpenAPI document. */
export const adminOperations = { ...integrationOperations, ...activityOperations } as const;
export { recordOperations };
export const api = { ...adminOperations, ...recordOperations } as const;
export type Api = typeof api;
