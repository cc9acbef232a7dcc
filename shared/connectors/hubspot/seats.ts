import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import * as at from './addresses.ts';
import { linksIn } from './links.ts';
import { pageSize } from './lists.ts';
import { provedGone } from './proof.ts';
import { type HubSpotObject, object, page, type Settings } from './schema.ts';

/** An association has no id of its own. */
export const seatKey = (companyId: string, contactId: string): string => `${companyId}:${contactId}`;
const seat = (companyId: string, contactId: string): ExternalRecord => ({
  id: seatKey(companyId, contactId),
  data: { company_id: companyId, contact_id: contactId },
});

const query = { properties: 'hs_object_id', associations: 'companies' };

const companiesOf = (call: Call<Settings>, contact: HubSpotObject) =>
  linksIn(call, 'contacts', contact, 'companies');

/** Contacts in the order of their ids, each with its companies. An association does not say when it was made. */
async function list(call: Call<Settings>, { cursor }: ReadWindow): Promise<ExternalPage> {
  const response = await call.send({
    method: 'GET',
    path: at.objectsOf('contacts'),
    query: { ...query, limit: pageSize, after: cursor ?? undefined },
  });
  const { results, paging } = parseResponse(response, page, 'The contacts of companies');
  const records: ExternalRecord[] = [];
  for (const contact of results)
    for (const companyId of await companiesOf(call, contact)) records.push(seat(companyId, contact.id));
  return { records, deletedIds: [], next: paging?.next?.after ?? null };
}

/** `gone` where the contact is gone, or is read without this company. */
async function get(call: Call<Settings>, id: string): Promise<ExternalRecord | 'gone'> {
  const [companyId = '', contactId = ''] = id.split(':');
  if (!/^\d+$/.test(contactId)) return 'gone';
  const path = at.objectOf('contacts', contactId);
  const response = await call.send({ method: 'GET', path, query }, { accept: [404] });
  if (response.status === 404) return provedGone(call, { type: 'contacts' }, contactId);
  const contact = parseResponse(response, object, 'The contact');
  if (contact.id !== contactId) return 'gone';
  return (await companiesOf(call, contact)).includes(companyId) ? seat(companyId, contactId) : 'gone';
}

export const seats: StreamOperations<Settings> = {
  list,
  get,
  /** Made twice it is the same association. */
  async create(call, data) {
    const [companyId, contactId] = [String(data.company_id), String(data.contact_id)];
    await call.send({ method: 'PUT', path: at.plainLinkOf('contacts', contactId, 'companies', companyId) });
    return seat(companyId, contactId);
  },
  async delete(call, id) {
    if ((await get(call, id)) === 'gone') return 'gone';
    const [companyId = '', contactId = ''] = id.split(':');
    await call.send({ method: 'DELETE', path: at.linkOf('contacts', contactId, 'companies', companyId) });
    return 'deleted';
  },
};
