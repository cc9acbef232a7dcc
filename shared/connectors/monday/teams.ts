import * as z from 'zod';
import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { ask } from './ask.ts';
import { rejected } from './refusals.ts';
import { made, type Settings, type Team, team } from './schema.ts';
import { isId } from './texts.ts';

const fields = 'id name users { id }';
const listQuery = `query ($ids: [ID!]) { r: teams(ids: $ids) { ${fields} } }`;

/** All teams come at once; monday.com has no pages of them. */
async function readTeams(call: Call<Settings>, ids?: readonly string[]): Promise<readonly Team[]> {
  if (ids?.every(isId) === false) return [];
  return ask(call, listQuery, { ids }, z.array(team));
}

const whole = (records: readonly ExternalRecord[]) => ({ records, deletedIds: [], next: null });
const teamRecord = ({ id, name }: Team): ExternalRecord => ({ id, data: { id, name } });
const createQuery = `mutation ($name: String!) {
r: create_team(input: { name: $name }, options: { allow_empty_team: true }) { ${fields} }
}`;
const deleteQuery = 'mutation ($id: ID!) { r: delete_team(team_id: $id) { id } }';

export const teams: StreamOperations<Settings> = {
  list: async (call) => whole((await readTeams(call)).map(teamRecord)),
  async get(call, id) {
    const [found] = await readTeams(call, [id]);
    return found === undefined ? 'gone' : teamRecord(found);
  },
  async create(call, { name }) {
    return teamRecord(await ask(call, createQuery, { name }, team));
  },
  async delete(call, id) {
    const [found] = await readTeams(call, [id]);
    if (found === undefined) return 'gone';
    await ask(call, deleteQuery, { id }, made);
    return 'deleted';
  },
};

/** A seat has no id of its own. */
const seatRecord = (teamId: string, userId: string): ExternalRecord => ({
  id: `${teamId}:${userId}`,
  data: { team_id: teamId, user_id: userId },
});
const seatsOf = ({ id, users }: Team) => users.map((person) => seatRecord(id, person.id));

async function findSeat(call: Call<Settings>, key: string): Promise<ExternalRecord | undefined> {
  const [teamId = ''] = key.split(':');
  return (await readTeams(call, [teamId])).flatMap(seatsOf).find(({ id }) => id === key);
}

const changed = z.object({ successful_users: z.array(made).nullable() });

async function change(call: Call<Settings>, verb: string, teamId: string, userId: string): Promise<void> {
  const query = `mutation ($team: ID!, $users: [ID!]!) { r: ${verb}(team_id: $team, user_ids: $users) { successful_users { id } } }`;
  const variables = { team: teamId, users: [userId] };
  const done = await ask(call, query, variables, changed);
  if (done.successful_users?.some(({ id }) => id === userId) === true) return;
  throw rejected('monday.com did not take the change of the team.');
}

export const seats: StreamOperations<Settings> = {
  list: async (call) => whole((await readTeams(call)).flatMap(seatsOf)),
  get: async (call, key) => (await findSeat(call, key)) ?? 'gone',
  async create(call, data) {
    const [teamId, userId] = [String(data.team_id), String(data.user_id)];
    await change(call, 'add_users_to_team', teamId, userId);
    return seatRecord(teamId, userId);
  },
  async delete(call, key) {
    if ((await findSeat(call, key)) === undefined) return 'gone';
    const [teamId = '', userId = ''] = key.split(':');
    await change(call, 'remove_users_from_team', teamId, userId);
    return 'deleted';
  },
};
