import fc from 'fast-check';
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

describe('reading Salesforce', () => {
  test('what changed is read whole over its pages, though all of it changed in the same moment', async () => {
    const { read, now } = await started({}, { tasks: 450 });
    const ids = (await read('tasks', now().toISOString())).records.map(({ id }) => id);
    expect(ids).toHaveLength(450);
    expect(new Set(ids).size).toBe(450);
  });

  test('a record that changes while pages are read is never missed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(449), { maxLength: 3 }), fc.boolean(), async (edits, whole) => {
        const org = await openOrg({}, { tasks: 450 });
        const since = whole ? null : org.now().toISOString();
        const all = (await org.read('tasks')).records.map(({ id }) => id);
        const seen = new Set<string>();
        let cursor: string | null = null;
        do {
          const page = await org.system.list('tasks', { since, cursor });
          for (const { id } of page.records) seen.add(id);
          cursor = page.next;
          org.pass(30);
          for (const at of edits) await org.control('PATCH', `Task/${all[at]}`, { Subject: `Edit ${at}` });
        } while (cursor !== null && seen.size <= all.length);
        await org.simulator.close();
        expect(seen).toEqual(new Set(all));
      }),
      { seed: 7, numRuns: 4 },
    );
  });

  test('brings what was committed late, with the time-stamp of when it began', async () => {
    const { read, now, pass } = await started();
    pass(240);
    expect((await read('tasks', now().toISOString())).records).toHaveLength(6);
    pass(120);
    expect((await read('tasks', now().toISOString())).records).toEqual([]);
  });

  test('a place in a list that is none of ours is refused, and never put into a query', async () => {
    const { system } = await started();
    for (const cursor of ["x' OR Id != '", '2026-03-01T10:00:00.000Z 999', ''])
      await expect(system.list('tasks', { since: null, cursor })).rejects.toMatchObject({
        fault: { kind: 'drifted' },
      });
  });

  test('a field that is hidden from our user stops the stream instead of reading as empty', async () => {
    const { system, control, read } = await started();
    const [person] = (await read('contacts')).records;
    await control('PUT', 'org', { hiddenFields: ['Contact.Email'] });
    const hidden = { fault: { kind: 'forbidden', pointer: '/Email' } };
    await expect(read('contacts')).rejects.toMatchObject(hidden);
    await expect(system.get('contacts', person?.id ?? '')).rejects.toMatchObject(hidden);
    await expect(system.update('contacts', person?.id ?? '', { Phone: '1' })).rejects.toMatchObject(hidden);
  });

  test('logged mails, heads of series and leads in campaigns stay away', async () => {
    const { read, control } = await started();
    const [mail, series, task] = (await read('tasks')).records;
    await control('PATCH', `Task/${mail?.id}`, { TaskSubtype: 'Email' });
    await control('PATCH', `Task/${series?.id}`, { IsRecurrence: true });
    const ids = (await read('tasks')).records.map(({ id }) => id);
    expect(ids).toHaveLength(4);
    expect(ids).toContain(task?.id);
    const [seat] = (await read('campaign_members')).records;
    await control('PATCH', `CampaignMember/${seat?.id}`, { ContactId: null, LeadId: '00QWx0000000001IAA' });
    expect((await read('campaign_members')).records.map(({ id }) => id)).not.toContain(seat?.id);
  });

  test('only the contacts and campaigns that were chosen are read', async () => {
    const { read, control } = await started({
      campaignType: 'Committee',
      contactRecordTypeId: '012Wx0000000001IAA',
    });
    const [[other], [guest]] = [(await read('campaigns')).records, (await read('contacts')).records];
    await control('PATCH', `Campaign/${other?.id}`, { Type: "Women's day" });
    await control('PATCH', `Contact/${guest?.id}`, { RecordTypeId: null });
    expect((await read('campaigns')).records).toHaveLength(2);
    expect((await read('contacts')).records).toHaveLength(3);
    const seats = (await read('campaign_members')).records;
    expect(seats.length).toBeGreaterThan(0);
    expect(seats.map(({ data }) => data.CampaignId)).not.toContain(other?.id);
  });
});
