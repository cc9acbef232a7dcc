import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/api.ts';
import { bringForward } from '../support/schedule.ts';
import { comesToHave, fieldsOf, twoSystems, write } from './support/two-systems.ts';

let world: Awaited<ReturnType<typeof twoSystems>>;
beforeAll(async () => {
  world = await twoSystems();
});
afterAll(() => world[Symbol.asyncDispose]());

const present = async <Value>(what: string, read: () => Promise<Value | undefined>): Promise<Value> =>
  until(what, read);

describe('flow 2: somebody changes a task over there and a webhook brings it', () => {
  test('from Asana, and on to the other system', async () => {
    const { stack, asana, rest } = world;
    const [task] = await asana.all();
    const gid = String(task?.gid);
    await asana.edit(gid, { name: 'Plant oaks', completed: true });
    const id = await present('our task', () => asana.ours('TASK', gid));
    await comesToHave('our task', () => fieldsOf(stack, 'task', id), {
      title: 'Plant oaks',
      status: 'COMPLETED',
    });
    const partner = await present('its partner in the portal', () => rest.partnerOf('TASK', id));
    const there = async () => (await rest.all()).find((item) => item.id === partner);
    await comesToHave('the portal’s task', there, { name: 'Plant oaks', status: 'completed' });
  });

  test('from the REST system, and on to Asana', async () => {
    const { stack, asana, rest } = world;
    const second = (await asana.all())[1];
    const id = await present('a task of ours', () => asana.ours('TASK', String(second?.gid)));
    const partner = await present('its partner in the portal', () => rest.partnerOf('TASK', id));
    await rest.edit(partner, { name: 'Water the herbs', due_on: '2026-12-24' });
    const wanted = { title: 'Water the herbs', dueDate: '2026-12-24' };
    await comesToHave('our task', () => fieldsOf(stack, 'task', id), wanted);
    const gid = await asana.partnerOf('TASK', id);
    const there = async () => (await asana.all()).find((item) => item.gid === gid);
    await comesToHave('Asana’s task', there, { name: 'Water the herbs', due_on: '2026-12-24' });
  });
});

describe('flow 3: a scheduled run', () => {
  test('brings over what no webhook told of', async () => {
    const { stack, rest } = world;
    const [task] = await rest.all();
    const externalId = String(task?.id);
    const id = await present('our task', () => rest.ours('TASK', externalId));
    await rest.silence();
    await rest.edit(externalId, { name: 'Found by the run' });
    const group = stack.resources.find(({ type }) => type === 'AWS::Scheduler::ScheduleGroup');
    await bringForward(stack.awsUrl, group?.physicalName ?? '', rest.id, 3);
    await comesToHave('our task', () => fieldsOf(stack, 'task', id), { title: 'Found by the run' });
  });
});

describe('flow 6: members', () => {
  test('a new member is created over there when the covenant is accepted, not before, and then kept equal', async () => {
    const { stack, rest } = world;
    await rest.listen();
    const before = (await rest.all('members')).length;
    await write(stack, 'member', 'member-new', { name: 'Noor Haddad', email: 'noor@example.org' });
    await write(stack, 'task', 'task-after', { title: 'Written after the member' });
    await present('the task written after', () => rest.partnerOf('TASK', 'task-after'));
    expect(await rest.all('members')).toHaveLength(before);
    await write(stack, 'member', 'member-new', { covenantAcceptedAt: '2026-11-25T10:00:00.000Z' });
    const partner = await present('the member over there', () => rest.partnerOf('MEMBER', 'member-new'));
    const there = async () => (await rest.all('members')).find((item) => item.id === partner);
    await comesToHave('the member over there', there, { name: 'Noor Haddad', email: 'noor@example.org' });
    await rest.edit(partner, { name: 'Noor Haddad-Berg' }, 'members');
    await comesToHave('our member', () => fieldsOf(stack, 'member', 'member-new'), {
      name: 'Noor Haddad-Berg',
    });
    await write(stack, 'member', 'member-new', { email: 'noor.berg@example.org' });
    await comesToHave('the member over there', there, { email: 'noor.berg@example.org' });
    expect((await rest.all('members')).filter((item) => item.name === 'Noor Haddad-Berg')).toHaveLength(1);
  });

  test('a task written at BritePool is created in both systems, once', async () => {
    const { stack, asana, rest } = world;
    await write(stack, 'task', 'task-new', { title: 'Mend the shed', dueDate: '2026-12-31' });
    const [gid, portalId] = await Promise.all([
      present('the task in Asana', () => asana.partnerOf('TASK', 'task-new')),
      present('the task in the portal', () => rest.partnerOf('TASK', 'task-new')),
    ]);
    const named = (all: readonly Record<string, unknown>[]) =>
      all.filter(({ name }) => name === 'Mend the shed');
    expect(named(await asana.all())).toMatchObject([{ gid, due_on: '2026-12-31' }]);
    expect(named(await rest.all())).toMatchObject([{ id: portalId, due_on: '2026-12-31' }]);
  });
});
