import type { LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Choice } from '../../domain/look-ups.ts';
import { me, named } from './schema.ts';

async function listNamed(call: LookUp, path: string, what: string): Promise<readonly Choice[]> {
  const response = await call.send({ method: 'GET', path });
  return parseResponse(response, named, what).map(({ id, name }) => ({ id: String(id), label: name }));
}

/** What this account can see: workspaces, the active projects of the chosen one, and the zone of its profile. */
export const choices = {
  workspaceId: (call: LookUp) => listNamed(call, '/me/workspaces', 'The list of workspaces'),
  projectIds: async (call: LookUp, { workspaceId }: ExternalData) =>
    typeof workspaceId === 'string'
      ? listNamed(call, `/workspaces/${encodeURIComponent(workspaceId)}/projects`, 'The list of projects')
      : [],
  async timeZone(call: LookUp): Promise<readonly Choice[]> {
    const { timezone } = parseResponse(await call.send({ method: 'GET', path: '/me' }), me, 'The account');
    return [{ id: timezone, label: timezone }];
  },
};
