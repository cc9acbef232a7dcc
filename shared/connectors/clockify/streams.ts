import type { StreamOperations } from '../../connector-kit/connector.ts';
import { entries } from './entries.ts';
import { groups, seats } from './groups.ts';
import { users } from './people.ts';
import type { Settings } from './schema.ts';
import { tasks } from './tasks.ts';

export const streams: { readonly [name: string]: StreamOperations<Settings> } = {
  users,
  tasks,
  time_entries: entries,
  user_groups: groups,
  group_members: seats,
};
