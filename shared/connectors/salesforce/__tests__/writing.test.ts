import { afterEach, describe, expect, test } from 'vitest';
import { type Org, openOrg } from './org.ts';

const open: Org[] = [];
afterEach(async () => {
  for (const org of open.splice(0)) await org.simulator.close();
});
const started = async (...given: Parameters<typeof openOrg>) => {
  const org = await openOrg(...given);
  open.push(org);
  return org;
};
const firstOf = async ({ read }: Org, stream: string) => (await read(stream)).records[0];

describe('a record that is made once', () => {
  test('under the external id of its object: a repeated create finds the first one', async () => {
    const { system, read } = await started();
    const data = { Name: 'Mia Berg', Email: 'mia@example.org' };
    const first = await system.create('contacts', data, 'key-1');
    const again = await system.create('contacts', data, 'key-1');
    expect(again.id).toBe(first.id);
    expect(again.ownKey).toBe('key-1');
    expect((await read('contacts')).records).toHaveLength(5);
    expect(await system.findByKey('contacts', 'key-1')).toEqual(again);
    expect(await system.findByKey('contacts', "key-1' OR Id != '")).toBe('none');
  });

  test('with the key in a field of the activity: it is found by it', async () => {
    const { system } = await started();
    const made = await system.create('tasks', { Subject: 'Weeding' }, 'key/2');
    expect(await system.findByKey('tasks', 'key/2')).toEqual(made);
    await system.delete('tasks', made.id);
    expect(await system.findByKey('tasks', 'key/2')).toBe('none');
  });

  test('keys with a slash and spaces reach Salesforce as they are', async () => {
    const { system } = await started();
    const made = await system.create('contacts', { Name: 'Jo Ash' }, 'a/b c?d');
    expect(made.ownKey).toBe('a/b c?d');
    expect((await system.create('contacts', { Name: 'Jo Ash' }, 'a/b c?d')).id).toBe(made.id);
  });

  test('without a field for keys nothing claims to know them', async () => {
    const { system } = await started({ keyFields: [] });
    const made = await system.create('tasks', { Subject: 'Weeding' }, 'key-3');
    expect(made.ownKey).toBeUndefined();
    expect(await system.findByKey('tasks', 'key-3')).toBe('unsupported');
  });

  test('a second seat of one person in one campaign is a conflict, which the engine solves by looking', async () => {
    const org = await started();
    const { CampaignId = null, ContactId = null } = (await firstOf(org, 'campaign_members'))?.data ?? {};
    await expect(
      org.system.create('campaign_members', { CampaignId, ContactId }, 'key-4'),
    ).rejects.toMatchObject({ fault: { kind: 'conflict' } });
  });
});

describe('what is written', () => {
  test('costs one request of the org’s day, reading back included', async () => {
    const { system, simulator } = await started();
    const before = simulator.requests();
    await system.create('tasks', { Subject: 'Weeding' }, 'key-1');
    expect(simulator.requests() - before).toBe(1);
  });

  test('one name becomes two: the last word, or the last name that stands there', async () => {
    const org = await started();
    const { system, control } = org;
    const made = await system.create('contacts', { Name: 'Ana Maria Lopez' }, 'key-1');
    expect(made.data).toMatchObject({ FirstName: 'Ana Maria', LastName: 'Lopez', Name: 'Ana Maria Lopez' });
    await control('PATCH', `Contact/${made.id}`, { FirstName: 'Ana', LastName: 'Lopez Garcia' });
    const after = await system.update('contacts', made.id, { Name: 'Anna Lopez Garcia' });
    expect(after.data).toMatchObject({ FirstName: 'Anna', LastName: 'Lopez Garcia' });
    const single = await system.update('contacts', made.id, { Name: 'Cher' });
    expect(single.data).toMatchObject({ FirstName: null, LastName: 'Cher', Name: 'Cher' });
  });

  test('a name with a middle name is left to Salesforce, other fields are not', async () => {
    const org = await started();
    const person = await firstOf(org, 'contacts');
    const id = person?.id ?? '';
    await org.control('PATCH', `Contact/${id}`, { MiddleName: 'Q' });
    await expect(org.system.update('contacts', id, { Name: 'New Name' })).rejects.toMatchObject({
      fault: { kind: 'rejected', message: expect.stringContaining('middle name') },
    });
    expect((await org.system.update('contacts', id, { Phone: '030 1' })).data).toMatchObject({
      Phone: '030 1',
    });
  });

  test('a task names its person and its campaign; what it is about besides is not taken for one', async () => {
    const org = await started();
    const [person, team] = [await firstOf(org, 'contacts'), await firstOf(org, 'campaigns')];
    const about = { ContactId: person?.id ?? null, CampaignId: team?.id ?? null };
    const made = await org.system.create('tasks', { Subject: 'Weeding', ...about }, 'key-1');
    expect(made.data).toMatchObject({ ...about, WhoId: person?.id, WhatId: team?.id });
    const elsewhere = { WhoId: '00QWx0000000001IAA', WhatId: '001Wx0000000001IAA' };
    await org.control('PATCH', `Task/${made.id}`, elsewhere);
    expect(await org.system.get('tasks', made.id)).toMatchObject({
      data: { ...elsewhere, ContactId: null, CampaignId: null },
    });
  });

  test('new records go to the owner, type and record type that were chosen', async () => {
    const org = await started({ campaignType: 'Committee', contactRecordTypeId: '012Wx0000000001IAA' });
    expect((await org.system.create('campaigns', { Name: 'House' }, 'k')).data).toMatchObject({
      ...{ Type: 'Committee', IsActive: true },
    });
    expect((await org.system.create('contacts', { Name: 'Jo Ash' }, 'k')).data).toMatchObject({
      RecordTypeId: '012Wx0000000001IAA',
    });
  });

  test('a seat is not moved, and keeps what hangs on it', async () => {
    const org = await started();
    const seat = await firstOf(org, 'campaign_members');
    const team = (await org.read('campaigns')).records.find(({ id }) => id !== seat?.data.CampaignId);
    const change = (data: { readonly [field: string]: string | null }) =>
      org.system.update('campaign_members', seat?.id ?? '', data);
    await expect(change({ CampaignId: team?.id ?? '' })).rejects.toMatchObject({
      fault: { kind: 'rejected', message: expect.stringContaining('moves no campaign member') },
    });
    expect((await change({ ContactId: String(seat?.data.ContactId), Status: 'Sent' })).data).toMatchObject({
      Status: 'Sent',
    });
  });
});
