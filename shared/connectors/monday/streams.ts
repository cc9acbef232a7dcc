import type { StreamOperations } from '../../connector-kit/connector.ts';
import { boardStreams } from './board-streams.ts';
import { itemsOf } from './items.ts';
import { users } from './people.ts';
import type { Settings } from './schema.ts';
import { seats, teams } from './teams.ts';

export const streams: { readonly [name: string]: StreamOperations<Settings> } = {
  users,
  teams,
  team_members: seats,
  ...Object.fromEntries(
    boardStreams.map(([setting, stream]) => [stream, itemsOf((settings) => settings[setting])]),
  ),
};
