import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startHubSpotSimulator } from '../../../shared/connectors/hubspot/simulator/index.ts';
import { driving } from '../support/driving.ts';
import { hubspotClientIn } from './hubspot-client.ts';
import { hubspotClient } from './packages.ts';

let second = 0;
const now = () => new Date(Date.parse('2026-11-02T10:00:00.000Z') + second++ * 1000);
const hubspot = await startHubSpotSimulator({ tasks: 230, members: 6, now });
afterAll(() => hubspot.close());

const Client = hubspotClientIn(process.env.FIDELITY_MODULES);
const clientWith = (accessToken: string) => new Client({ accessToken, basePath: hubspot.baseUrl });
const client = clientWith(hubspot.credentials.token);
const { contacts, companies } = client.crm;
const { tasks } = client.crm.objects;
const links = client.crm.associations.v4;
const { call, refused } = driving('@hubspot/api-client', hubspotClient['@hubspot/api-client']);

/** The status of a refusal and the category that HubSpot names. */
function refusalOf(error: unknown) {
  const shape = z.object({ code: z.number(), body: z.looseObject({ category: z.string() }) });
  const { code, body } = shape.parse(error);
  return { status: code, category: body.category };
}
const firstCompany = async () => {
  const { results } = await call(() => companies.basicApi.getPage(10, undefined, ['name']));
  return results[0]?.id ?? '';
};

describe('the client of HubSpot works on the simulator as on HubSpot', () => {
  it('signs in and finds the account, its owners and the properties of contacts', async () => {
    const answer = await call(() => client.apiRequest({ path: '/account-info/v3/details' }));
    expect(await answer.json()).toMatchObject({ portalId: Number(hubspot.settings.portalId) });
    const owners = await call(() => client.crm.owners.ownersApi.getPage(undefined, undefined, 100));
    expect(owners.results.map(({ id }) => id)).toEqual([hubspot.settings.ownerId]);
    const { results } = await call(() => client.crm.properties.coreApi.getAll('contacts'));
    const email = results.find(({ name }) => name === 'email');
    expect(email).toMatchObject({ type: 'string', hasUniqueValue: true });
    const tools = results.find(({ name }) => name === 'tools');
    expect(tools?.options.map(({ value }) => value)).toEqual(['spade', 'rake', 'hoe']);
  });

  it('reads all tasks over all pages, each once, with the properties that are asked for and no others', async () => {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await call(() => tasks.basicApi.getPage(100, after, ['hs_task_subject']));
      found.push(...page.results.map(({ id }) => id));
      expect(Object.keys(page.results[0]?.properties ?? {})).not.toContain('hs_task_status');
      after = page.paging?.next?.after;
    } while (after !== undefined);
    expect(new Set(found).size).toBe(230);
    expect(found).toHaveLength(230);
    expect(await call(() => contacts.getAll(4, undefined, ['email']))).toHaveLength(6);
  });

  it('creates, changes, reads back and deletes a contact with its company', async () => {
    const company = await firstCompany();
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }];
    const made = await call(() =>
      contacts.basicApi.create({
        properties: { firstname: 'Ada', email: 'ada@example.org' },
        associations: [{ to: { id: company }, types }],
      }),
    );
    await call(() => contacts.basicApi.update(made.id, { properties: { firstname: 'Ada Maria' } }));
    const read = await call(() =>
      contacts.basicApi.getById(made.id, ['firstname', 'email'], undefined, ['companies']),
    );
    expect(read.properties).toMatchObject({ firstname: 'Ada Maria', email: 'ada@example.org' });
    expect(read.updatedAt.getTime()).toBeGreaterThan(made.createdAt.getTime());
    expect(read.associations?.companies?.results.map(({ id }) => id)).toContain(company);
    const byEmail = await call(() =>
      contacts.basicApi.getById('ada@example.org', ['firstname'], undefined, undefined, false, 'email'),
    );
    expect(byEmail.id).toBe(made.id);
    await call(() => contacts.basicApi.archive(made.id));
    const gone = await refused(() => contacts.basicApi.getById(made.id));
    expect(refusalOf(gone)).toMatchObject({ status: 404 });
    await call(() => contacts.basicApi.archive(made.id));
    const bin = await call(() =>
      contacts.basicApi.getPage(100, undefined, undefined, undefined, undefined, true),
    );
    expect(bin.results).toMatchObject([{ id: made.id, archived: true }]);
  });

  it('searches by number of the record, in its order', async () => {
    const page = await call(() => tasks.basicApi.getPage(100));
    const [first, last] = [page.results[0]?.id ?? '', page.results.at(-1)?.id ?? ''];
    const filters = [{ propertyName: 'hs_object_id', operator: 'GT', value: first }];
    const asked = { filterGroups: [{ filters }], sorts: ['hs_object_id'], properties: [], limit: 100 };
    const found = await call(() => tasks.searchApi.doSearch(asked));
    expect(found.total).toBe(229);
    expect(found.results[98]?.id).toBe(last);
    expect(found.paging?.next?.after).toBe('100');
  });

  it('reads and upserts in batches; what is not there is told in the answer and fails nothing else', async () => {
    const { results } = await call(() => contacts.basicApi.getPage(2));
    const ids = [...results.map(({ id }) => ({ id })), { id: '1' }];
    const asked = { inputs: ids, properties: ['email'], propertiesWithHistory: [] };
    const batch = await call(() => contacts.batchApi.read(asked));
    expect(batch).toMatchObject({ status: 'COMPLETE', numErrors: 1, results: [{}, {}] });
    const inputs = ['new@example.org', 'NEW@example.org'].map((id) => ({
      ...{ id, idProperty: 'email', properties: { firstname: id } },
    }));
    for (const [at, input] of inputs.entries()) {
      const upserted = await call(() => contacts.batchApi.upsert({ inputs: [input] }));
      expect(upserted.results).toMatchObject([{ _new: at === 0 }]);
    }
  });

  it('associates and separates records, and tells of records without any', async () => {
    const [company, { results }] = [await firstCompany(), await call(() => contacts.basicApi.getPage(10))];
    const { id } = await call(() => contacts.basicApi.create({ properties: { firstname: 'Bo' } }));
    await call(() => links.basicApi.createDefault('contacts', id, 'companies', company));
    const inputs = [{ id }];
    const read = () => call(() => links.batchApi.getPage('contacts', 'companies', { inputs }));
    expect((await read()).results).toMatchObject([{ to: [{ toObjectId: company }] }]);
    await call(() => links.basicApi.archive('contacts', id, 'companies', company));
    expect(await read()).toMatchObject({ results: [], numErrors: 1 });
    expect(results.map((contact) => contact.id)).not.toContain(id);
  });

  it('defines a property with unique values, once', async () => {
    const definition = {
      ...{ name: 'britepool_key', label: 'BritePool key', groupName: 'contactinformation' },
      ...{
        type: 'string',
        fieldType: 'text',
        hasUniqueValue: true,
      },
    };
    const create = () => client.crm.properties.coreApi.create('contacts', definition);
    expect(await call(create)).toMatchObject({ name: 'britepool_key', hasUniqueValue: true });
    expect(refusalOf(await refused(create))).toMatchObject({ status: 409 });
  });

  it('is refused with a key that was revoked, a second contact of one address and a task without a time', async () => {
    const stranger = clientWith('revoked');
    expect(refusalOf(await refused(() => stranger.crm.contacts.basicApi.getPage()))).toEqual({
      ...{ status: 401, category: 'INVALID_AUTHENTICATION' },
    });
    const properties = { firstname: 'Cy', email: 'cy@example.org' };
    await call(() => contacts.basicApi.create({ properties }));
    const twice = await refused(() => contacts.basicApi.create({ properties }));
    expect(refusalOf(twice)).toEqual({ status: 409, category: 'CONFLICT' });
    const timeless = { properties: { hs_task_subject: 'Paint the fence' } };
    expect(refusalOf(await refused(() => tasks.basicApi.create(timeless)))).toMatchObject({ status: 400 });
    const unknown = { properties: { shoe_size: '43' } };
    expect(refusalOf(await refused(() => contacts.basicApi.create(unknown)))).toEqual({
      ...{ status: 400, category: 'VALIDATION_ERROR' },
    });
    expect(refusalOf(await refused(() => tasks.basicApi.getById('1')))).toMatchObject({ status: 404 });
  });
});
