import type { StreamOperations } from '../../connector-kit/connector.ts';
import { entries } from './entries.ts';
import { users } from './people.ts';
import type { Settings } from './schema.ts';
import { seats } from './seats.ts';
import { tasks } from './tasks.ts';
import { teams } from './teams.ts';

export const streams: { readonly [name: string]: StreamOperations<Settings> } = {
  users,
  teams,
  team_members: seats,
  tasks,
  time_entries: entries,
};
