import type { LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { Choice } from '../../domain/look-ups.ts';
import * as at from './addresses.ts';
import { definitionsOf, isWritable } from './custom-fields.ts';
import { account, owners } from './schema.ts';
import { kinds } from './streams.ts';

/** As many as HubSpot gives at once. */
const mostOwners = 500;

async function ownAccount(call: LookUp) {
  return parseResponse(await call.send({ method: 'GET', path: at.account }), account, 'The account');
}

/** What the key sees: its account with the zone, the users that can own tasks, and the properties of each object. */
export const choices = {
  async portalId(call: LookUp): Promise<readonly Choice[]> {
    const { portalId } = await ownAccount(call);
    return [{ id: portalId, label: `HubSpot account ${portalId}` }];
  },
  async timeZone(call: LookUp): Promise<readonly Choice[]> {
    const { timeZone } = await ownAccount(call);
    return timeZone == null ? [] : [{ id: timeZone, label: timeZone }];
  },
  async ownerId(call: LookUp): Promise<readonly Choice[]> {
    const response = await call.send({ method: 'GET', path: at.owners, query: { limit: mostOwners } });
    const { results } = parseResponse(response, owners, 'The list of owners');
    return results.map(({ id, email, firstName, lastName }) => {
      const name = `${firstName ?? ''} ${lastName ?? ''}`.trim();
      return { id, label: name || email || id };
    });
  },
  async properties(call: LookUp): Promise<readonly Choice[]> {
    const found: Choice[] = [];
    for (const kind of Object.values(kinds))
      for (const property of await definitionsOf(call, kind.type)) {
        if (property.hidden || !isWritable(property) || kind.properties.includes(property.name)) continue;
        found.push({ id: `${kind.type}.${property.name}`, label: `${property.label} (${kind.type})` });
      }
    return found;
  },
  async webhooks(): Promise<readonly Choice[]> {
    return [
      { id: 'off', label: 'None: changes are polled for' },
      { id: 'on', label: 'An app sends webhooks' },
    ];
  },
};
