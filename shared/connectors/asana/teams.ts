import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalRecord } from '../../domain/external.ts';
import { aboutThisRecord } from './refusals.ts';
import { oneTeam, type Settings, type Team, teams as teamsShape } from './schema.ts';

const opt_fields = 'name,description';
const pathOf = (gid: string): string => `/teams/${encodeURIComponent(gid)}`;
const mayWrite = 'Let the account of the sync edit the team, in its settings in Asana.';

/** The teams that an admin chose; `undefined` for all of the workspace. */
export const chosenTeams = ({ teamGids = [] }: Settings): readonly string[] | undefined =>
  teamGids.length === 0 ? undefined : teamGids;

/** A page of the workspace's teams that this account can see. */
export async function pageOfTeams(call: Call<Settings>, offset: string | undefined) {
  const path = `/workspaces/${call.settings.workspaceGid}/teams`;
  const response = await call.send({ method: 'GET', path, query: { limit: 100, opt_fields, offset } });
  const { data, next_page } = parseResponse(response, teamsShape, 'The list of teams');
  return { items: data, next: next_page?.offset ?? null };
}

const toRecord = ({ gid, name, description }: Team): ExternalRecord => ({
  id: gid,
  data: { gid, name, description: description ?? '' },
});

async function read(call: Call<Settings>, gid: string): Promise<ExternalRecord | 'gone'> {
  const request = { method: 'GET', path: pathOf(gid), query: { opt_fields } } as const;
  const response = await call.send(request, { accept: [404] });
  return response.status === 404 ? 'gone' : toRecord(parseResponse(response, oneTeam, 'The team').data);
}

const written = ({ name, description }: ExternalData): ExternalData => ({
  ...(name === undefined ? {} : { name }),
  ...(description === undefined ? {} : { description: description ?? '' }),
});

/** Asana has no request that deletes a team. https://developers.asana.com/reference/teams */
export const teams: StreamOperations<Settings> = {
  async list(call, { cursor }) {
    const chosen = chosenTeams(call.settings);
    if (chosen === undefined) {
      const { items, next } = await pageOfTeams(call, cursor ?? undefined);
      return { records: items.map(toRecord), deletedIds: [], next };
    }
    const at = Number(cursor ?? 0);
    const found = await read(call, chosen[at] ?? '');
    const next = at + 1 < chosen.length ? String(at + 1) : null;
    return { records: found === 'gone' ? [] : [found], deletedIds: [], next };
  },
  get: read,
  create: (call, given) =>
    aboutThisRecord(mayWrite, async () => {
      const data = { ...written(given), organization: call.settings.workspaceGid };
      const response = await call.send({
        method: 'POST',
        path: '/teams',
        query: { opt_fields },
        body: { data },
      });
      return toRecord(parseResponse(response, oneTeam, 'The created team').data);
    }),
  update: (call, gid, given) =>
    aboutThisRecord(mayWrite, async () => {
      const body = { data: written(given) };
      const response = await call.send({ method: 'PUT', path: pathOf(gid), query: { opt_fields }, body });
      return toRecord(parseResponse(response, oneTeam, 'The changed team').data);
    }),
};
