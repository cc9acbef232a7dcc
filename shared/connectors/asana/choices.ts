import type { LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Choice } from '../../domain/look-ups.ts';
import { named } from './schema.ts';

const pageSize = 100;
const mostPages = 20;

async function listNamed(
  call: LookUp,
  path: string,
  query: { readonly [name: string]: string },
): Promise<readonly Choice[]> {
  const found: Choice[] = [];
  let offset: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const response = await call.send({ method: 'GET', path, query: { ...query, limit: pageSize, offset } });
    const { data, next_page } = parseResponse(response, named, 'The list of choices');
    found.push(...data.map(({ gid, name }) => ({ id: gid, label: name })));
    offset = next_page?.offset;
    if (offset === undefined) break;
  }
  return found;
}

/** What this account can see: workspaces, then the projects and teams of the chosen one. */
export const choices = {
  workspaceGid: (call: LookUp) => listNamed(call, '/workspaces', { opt_fields: 'name' }),
  projectGids: async (call: LookUp, given: ExternalData) =>
    typeof given.workspaceGid === 'string'
      ? listNamed(call, '/projects', { workspace: given.workspaceGid, archived: 'false', opt_fields: 'name' })
      : [],
  teamGids: async (call: LookUp, given: ExternalData) =>
    typeof given.workspaceGid === 'string'
      ? listNamed(call, `/workspaces/${encodeURIComponent(given.workspaceGid)}/teams`, { opt_fields: 'name' })
      : [],
};
