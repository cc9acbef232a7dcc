import { afterEach, describe, expect, test } from 'vitest';
import { type Org, openOrg } from './org.ts';

const open: Org[] = [];
afterEach(async () => {
  for (const org of open.splice(0)) await org.simulator.close();
});
async function started() {
  const org = await openOrg();
  open.push(org);
  const since = org.now().toISOString();
  const [task] = (await org.read('tasks')).records;
  org.pass(600);
  return { ...org, since, id: task?.id ?? '' };
}

describe('a deletion in Salesforce', () => {
  test('is told by the row in the recycle bin', async () => {
    const { control, read, since, id } = await started();
    await control('DELETE', `Task/${id}`);
    expect((await read('tasks', since)).deletedIds).toEqual([id]);
    expect((await read('tasks')).records.map((record) => record.id)).not.toContain(id);
  });

  test('is told by the log of deletions when the recycle bin was emptied', async () => {
    const { control, read, since, id } = await started();
    await control('DELETE', `Task/${id}?purge=true`);
    expect((await read('tasks', since)).deletedIds).toEqual([id]);
  });

  test('is still told when the last look was longer ago than the log reaches', async () => {
    const { control, read, since, pass, id } = await started();
    pass(30 * 86_400);
    await control('DELETE', `Task/${id}?purge=true`);
    pass(600);
    expect((await read('tasks', since)).deletedIds).toEqual([id]);
  });

  test('of the last hours is told also when the older part of the log was purged', async () => {
    const { control, read, since, pass, id, now } = await started();
    pass(2 * 86_400);
    await control('PUT', 'org', { logFrom: now().toISOString() });
    pass(7200);
    await control('DELETE', `Task/${id}?purge=true`);
    pass(60);
    expect((await read('tasks', since)).deletedIds).toEqual([id]);
  });
});

describe('a record that Salesforce does not find', () => {
  test('is gone when the recycle bin holds it, whatever else the user may see', async () => {
    const { control, system, id } = await started();
    await control('PUT', 'org', { viewAll: false });
    await control('DELETE', `Task/${id}`);
    expect(await system.get('tasks', id)).toBe('gone');
    expect(await system.delete('tasks', id)).toBe('gone');
  });

  test('is gone when it was purged and the user may view all data', async () => {
    const { control, system, id } = await started();
    await control('DELETE', `Task/${id}?purge=true`);
    expect(await system.get('tasks', id)).toBe('gone');
  });

  test('is never called gone when it may only be hidden from the user', async () => {
    const { control, system, id } = await started();
    await control('PUT', 'org', { viewAll: false, hiddenRows: [id] });
    const unknown = { fault: { kind: 'not-found', message: expect.stringContaining('View All Data') } };
    await expect(system.get('tasks', id)).rejects.toMatchObject(unknown);
    await expect(system.delete('tasks', id)).rejects.toMatchObject(unknown);
  });

  test('is no deletion when it is an archived task', async () => {
    const { control, system, read, id } = await started();
    await control('PATCH', `Task/${id}`, { IsArchived: true });
    expect(await system.get('tasks', id)).toMatchObject({ id });
    expect((await read('tasks')).records.map((record) => record.id)).toContain(id);
  });
});
