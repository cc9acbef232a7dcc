import jsforce from '@jsforce/jsforce-node';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startSalesforceSimulator } from '../../shared/connectors/salesforce/simulator/index.ts';
import { driving } from './support/driving.ts';

let seconds = 0;
const now = () => new Date(Date.parse('2026-11-02T10:00:00.000Z') + seconds * 1000);
const salesforce = await startSalesforceSimulator({ tasks: 450, members: 6, now });
afterAll(() => salesforce.close());

const { call, refused } = driving('@jsforce/jsforce-node');
const { clientId, clientSecret } = salesforce.client;
const address = { instanceUrl: salesforce.baseUrl, loginUrl: salesforce.baseUrl, version: '67.0' };
const connection = new jsforce.Connection({
  ...address,
  oauth2: { clientId, clientSecret, loginUrl: salesforce.baseUrl },
});
await connection.authorize({ grant_type: 'client_credentials' });

const codeOf = (error: unknown): string => z.object({ errorCode: z.string() }).parse(error).errorCode;
const withId = z.object({ Id: z.string() });
const saved = z.object({ success: z.literal(true), id: z.string() });
const key = 'BritePool_Key__c';
/** A contact that upserts by our key. */
const keyed = (value: string, more: object) => ({ [key]: value, ...more });

describe('the client of Salesforce works on the simulator as on Salesforce', () => {
  it('signs in, sees who it is, what is left of the day and what a contact has', async () => {
    expect(connection.accessToken).toMatch(/\S{20}/);
    const userInfo = await call(() => connection.request(`${salesforce.baseUrl}/services/oauth2/userinfo`));
    expect(userInfo).toMatchObject({ preferred_username: salesforce.username });
    const limits = await call(() => connection.limits());
    expect(limits.DailyApiRequests?.Remaining).toBeGreaterThan(0);
    expect(connection.limitInfo.apiUsage?.used).toBeGreaterThan(0);
    const { fields } = await call(() => connection.describe('Contact'));
    expect(fields.find(({ name }) => name === key)).toMatchObject({ externalId: true, custom: true });
    expect(fields.find(({ name }) => name === 'LastName')).toMatchObject({ nillable: false });
  });

  it('reads all tasks over all pages, each once', async () => {
    const headers = { 'Sforce-Query-Options': 'batchSize=200' };
    const soql = 'SELECT Id, Subject FROM Task ORDER BY SystemModstamp, Id';
    const first = await call(() => connection.query(soql, { headers }));
    const found = first.records.map((row) => withId.parse(row).Id);
    for (let { nextRecordsUrl } = first; nextRecordsUrl !== undefined; ) {
      const from = nextRecordsUrl;
      const page = await call(() => connection.queryMore(from));
      found.push(...page.records.map((row) => withId.parse(row).Id));
      nextRecordsUrl = page.nextRecordsUrl;
    }
    expect(first).toMatchObject({ totalSize: 450, done: false });
    expect(new Set(found).size).toBe(450);
    const all = await call(() => connection.query(soql, { headers, autoFetch: true, maxFetch: 1000 }));
    expect(all.records.map((row) => withId.parse(row).Id)).toEqual(found);
  });

  it('creates, changes, reads back and deletes a contact, which the log of deletions then has', async () => {
    const contact = connection.sobject('Contact');
    const { id } = saved.parse(
      await call(() => contact.create({ FirstName: 'Ada', LastName: 'Byron', Joined__c: '2026-03-01' })),
    );
    expect(id).toMatch(/^003\w{15}$/);
    await call(() => contact.update({ Id: id, LastName: 'Lovelace', Garden__c: 'North' }));
    const read = await call(() => contact.retrieve(id));
    expect(read).toMatchObject({
      ...{ Id: id, FirstName: 'Ada', LastName: 'Lovelace', Name: 'Ada Lovelace', Garden__c: 'North' },
      ...{ Joined__c: '2026-03-01', attributes: { type: 'Contact' } },
    });
    expect(z.object({ SystemModstamp: z.string() }).parse(read).SystemModstamp).toMatch(/\.\d{3}\+0000$/);
    await call(() => contact.destroy(id));
    expect(codeOf(await refused(() => contact.retrieve(id)))).toBe('NOT_FOUND');
    expect(codeOf(await refused(() => contact.destroy(id)))).toBe('ENTITY_IS_DELETED');
    seconds += 300;
    const log = await call(() =>
      connection.deleted('Contact', '2026-11-02T09:55:00Z', '2026-11-02T10:05:00Z'),
    );
    expect(log.deletedRecords.map((row) => row.id)).toEqual([id]);
    const soql = `SELECT Id, IsDeleted FROM Contact WHERE Id = '${id}'`;
    expect(await call(() => connection.query(soql))).toMatchObject({ totalSize: 0 });
    expect(await call(() => connection.query(soql, { scanAll: true }))).toMatchObject({
      records: [{ Id: id, IsDeleted: true }],
    });
  });

  it('creates once by a key of its own, however often it asks', async () => {
    const contact = connection.sobject('Contact');
    const first = await call(() => contact.upsert(keyed('k-1', { LastName: 'Hopper' }), key));
    const again = await call(() =>
      contact.upsert(keyed('k-1', { LastName: 'Hopper', Title: 'Admiral' }), key),
    );
    expect(first).toMatchObject({ created: true });
    expect(again).toMatchObject({ created: false, id: saved.parse(first).id });
    const rows = ['k-1', 'k-2'].map((value) => keyed(value, { LastName: 'Hopper' }));
    const both = await call(() => contact.upsert(rows, key));
    expect(both).toMatchObject([{ created: false }, { created: true }]);
  });

  it('writes many at once, and each has an outcome of its own', async () => {
    const task = connection.sobject('Task');
    const made = await call(() =>
      task.create([{ Subject: 'Weeding' }, { Subject: 'Tea', Status: 'Sleeping' }]),
    );
    expect(made).toMatchObject([{ success: true }, { success: false }]);
    const [first, second] = made;
    expect(second?.errors).toMatchObject([{ statusCode: expect.stringContaining('PICKLIST') }]);
    const { id } = saved.parse(first);
    expect(await call(() => task.update([{ Id: id, Status: 'Completed' }]))).toMatchObject([{ id }]);
    expect(await call(() => task.retrieve(id))).toMatchObject({ IsClosed: true });
    const gone = await call(() => task.destroy([id, '00Twx0000000000AAA']));
    expect(gone).toMatchObject([{ success: true }, { success: false }]);
  });

  it('sends several requests in one, later ones with the answers of earlier ones', async () => {
    const base = '/services/data/v67.0';
    const compositeRequest = [
      { method: 'POST', url: `${base}/sobjects/Contact`, referenceId: 'made', body: { LastName: 'Noether' } },
      { method: 'GET', url: `${base}/sobjects/Contact/@{made.id}`, referenceId: 'read' },
    ];
    const answer = await call(() => connection.requestPost(`${base}/composite`, { compositeRequest }));
    expect(answer).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 201, referenceId: 'made' },
        { httpStatusCode: 200, referenceId: 'read', body: { LastName: 'Noether' } },
      ],
    });
  });

  it('is refused with a session that ended, a query it misspelled, a field and a record that do not exist', async () => {
    const stranger = new jsforce.Connection({ ...address, accessToken: 'ended' });
    expect(codeOf(await refused(() => stranger.query('SELECT Id FROM Task')))).toBe('INVALID_SESSION_ID');
    expect(codeOf(await refused(() => connection.query('SELEKT Id FROM Task')))).toBe('MALFORMED_QUERY');
    expect(codeOf(await refused(() => connection.query('SELECT Shoes FROM Task')))).toBe('INVALID_FIELD');
    const contact = connection.sobject('Contact');
    expect(codeOf(await refused(() => contact.retrieve('003Wx0000000000AAA')))).toBe('NOT_FOUND');
    const nameless = await refused(() => contact.create({ FirstName: 'Ada' }));
    expect(codeOf(nameless)).toBe('REQUIRED_FIELD_MISSING');
    const wrong = new jsforce.Connection({
      ...{ loginUrl: salesforce.baseUrl, version: '67.0' },
      oauth2: { clientId, clientSecret: 'wrong', loginUrl: salesforce.baseUrl },
    });
    const credentials = { grant_type: 'client_credentials' };
    expect(await refused(() => wrong.authorize(credentials))).toMatchObject({ name: 'invalid_client' });
  });
});
