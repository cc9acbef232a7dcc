import type { LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Choice } from '../../domain/look-ups.ts';
import { readPage } from './pages.ts';
import { me, named } from './schema.ts';

const mostPages = 20;
const asChoice = ({ id, name }: { readonly id: string; readonly name: string }): Choice => ({
  id,
  label: name,
});

/** What the key's user can see: workspaces, the projects of the chosen one, and the zone of their own account. */
export const choices = {
  async workspaceId(call: LookUp): Promise<readonly Choice[]> {
    const response = await call.send({ method: 'GET', path: '/workspaces' });
    return parseResponse(response, named, 'The list of workspaces').map(asChoice);
  },
  async projectIds(call: LookUp, { workspaceId }: ExternalData): Promise<readonly Choice[]> {
    if (typeof workspaceId !== 'string') return [];
    const found: Choice[] = [];
    const path = `/workspaces/${encodeURIComponent(workspaceId)}/projects`;
    const ask = { path, query: { archived: false }, shape: named.element, what: 'The list of projects' };
    for (let page = 1; page <= mostPages; page++) {
      const { items, isLast } = await readPage(call.send, ask, page);
      found.push(...items.map(asChoice));
      if (isLast) break;
    }
    return found;
  },
  async timeZone(call: LookUp): Promise<readonly Choice[]> {
    const response = await call.send({ method: 'GET', path: '/user' });
    const { timeZone } = parseResponse(response, me, 'The account').settings;
    return [{ id: timeZone, label: timeZone }];
  },
};
