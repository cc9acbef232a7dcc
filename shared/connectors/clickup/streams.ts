import type { StreamOperations } from '../../connector-kit/connector.ts';
import { entries } from './entries.ts';
import { groups, seats } from './groups.ts';
import { users } from './people.ts';
import type { Settings } from './schema.ts';
import { taskStreams } from './task-streams.ts';
import { tasksOf } from './tasks.ts';

export const streams: { readonly [name: string]: StreamOperations<Settings> } = {
  ...{ users, groups, group_members: seats, time_entries: entries },
  ...Object.fromEntries(taskStreams.map(([, stream]) => [stream, tasksOf(stream)])),
};
