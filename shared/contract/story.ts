import * as z from 'zod/mini';
import { logView } from './activity.ts';
import { pairState } from './mappings.ts';
import { operation } from './operation.ts';
import { recordView } from './records.ts';
import { pageQuery, pagination } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

export const storyOperations = {
  recordStory: operation({
    method: 'GET',
    path: '/api/admin/records/:resourceType/:id/story',
    summary:
      'One record: what it is now, where else it lives, and everything that happened to it, newest first',
    roles: admins,
    query: z.object(pageQuery),
    response: z.object({
      /** Null once it was deleted; its story stays. */
      record: z.nullable(recordView),
      places: z.array(
        z.object({
          integrationId: z.string(),
          integrationName: z.string(),
          externalId: z.string(),
          state: pairState,
        }),
      ),
      logs: z.array(logView),
      pagination,
    }),
  }),
} as const;
