import * as z from 'zod';
import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse, parseShape } from '../../connector-kit/parse.ts';
import type { ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { readPath } from '../../domain/paths.ts';
import { aboutThisRecord, refuse } from './refusals.ts';
import { oneSeat, type Seat, type Settings, seats as seatsShape } from './schema.ts';
import { chosenTeams, pageOfTeams } from './teams.ts';

const opt_fields = 'team,user,is_admin,is_guest';
const mustBelong = 'Add the account of the sync to the team in Asana: only members change who belongs to it.';

const toRecord = ({ gid, team, user, is_admin, is_guest }: Seat): ExternalRecord => ({
  id: gid,
  data: {
    ...{ gid, team: { gid: team.gid }, user: { gid: user.gid } },
    role: is_admin === true ? 'admin' : is_guest === true ? 'guest' : 'member',
  },
});

/** Teams still to be read, the page within the first of them, and where the list of teams goes on. */
const place = z.object({
  ...{ teams: z.array(z.string()), page: z.nullable(z.string()), after: z.nullable(z.string()) },
});
type Place = z.output<typeof place>;

async function teamsFrom(call: Call<Settings>, offset: string | undefined): Promise<Place> {
  const { items, next } = await pageOfTeams(call, offset);
  return { teams: items.map(({ gid }) => gid), page: null, after: next };
}

async function begin(call: Call<Settings>): Promise<Place> {
  const chosen = chosenTeams(call.settings);
  return chosen === undefined ? teamsFrom(call, undefined) : { teams: [...chosen], page: null, after: null };
}

/** Memberships are listed by team: one team after the other, each page by page. */
async function list(call: Call<Settings>, { cursor }: ReadWindow): Promise<ExternalPage> {
  const at = cursor === null ? await begin(call) : parseShape(JSON.parse(cursor), place, 'The place');
  const [team, ...others] = at.teams;
  if (team === undefined) return { records: [], deletedIds: [], next: null };
  const path = `/teams/${encodeURIComponent(team)}/team_memberships`;
  const query = { limit: 100, opt_fields, offset: at.page ?? undefined };
  const response = await call.send({ method: 'GET', path, query });
  const { data, next_page } = parseResponse(response, seatsShape, 'The list of team members');
  const next = await following(call, at, others, next_page?.offset);
  return {
    records: data.map(toRecord),
    deletedIds: [],
    next: next === undefined ? null : JSON.stringify(next),
  };
}

async function following(
  call: Call<Settings>,
  at: Place,
  others: readonly string[],
  more: string | undefined,
): Promise<Place | undefined> {
  if (more !== undefined) return { ...at, page: more };
  if (others.length > 0) return { ...at, teams: [...others], page: null };
  return at.after === null ? undefined : teamsFrom(call, at.after);
}

async function read(call: Call<Settings>, gid: string): Promise<Seat | 'gone'> {
  const path = `/team_memberships/${encodeURIComponent(gid)}`;
  const response = await call.send({ method: 'GET', path, query: { opt_fields } }, { accept: [404] });
  return response.status === 404 ? 'gone' : parseResponse(response, oneSeat, 'The membership').data;
}

/** The id is Asana's own of the membership: its webhooks name nothing else. */
export const seats: StreamOperations<Settings> = {
  list,
  async get(call, gid) {
    const found = await read(call, gid);
    return found === 'gone' ? 'gone' : toRecord(found);
  },
  /** Whoever is in the team already stays in it: a second try answers the same membership. */
  create: (call, data) =>
    aboutThisRecord(mustBelong, async () => {
      const [team, user] = [readPath(data, 'team.gid'), readPath(data, 'user.gid')];
      if (typeof team !== 'string') throw refuse('A member of a team needs the team.', '/team/gid');
      if (typeof user !== 'string') throw refuse('A member of a team needs the person.', '/user/gid');
      const path = `/teams/${encodeURIComponent(team)}/addUser`;
      const body = { data: { user } };
      const response = await call.send({ method: 'POST', path, query: { opt_fields }, body });
      return toRecord(parseResponse(response, oneSeat, 'The new membership').data);
    }),
  delete: (call, gid) =>
    aboutThisRecord(mustBelong, async () => {
      const found = await read(call, gid);
      if (found === 'gone') return 'gone';
      const path = `/teams/${encodeURIComponent(found.team.gid)}/removeUser`;
      await call.send({ method: 'POST', path, body: { data: { user: found.user.gid } } });
      return 'deleted';
    }),
};
