import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { until } from '../support/api.ts';
import { comesToHave, fieldsOf, twoSystems, write } from './support/two-systems.ts';

const listed = z.looseObject({
  conflicts: z.array(
    z.looseObject({
      id: z.string(),
      version: z.int(),
      conflictedFields: z.array(z.string()),
      localData: z.record(z.string(), z.unknown()),
      externalData: z.record(z.string(), z.unknown()),
    }),
  ),
});

let world: Awaited<ReturnType<typeof twoSystems>>;
beforeAll(async () => {
  world = await twoSystems({ conflictStrategy: 'MANUAL_REVIEW' });
});
afterAll(() => world[Symbol.asyncDispose]());

/** A task that the portal and BritePool both have, with both sides' titles changed while neither hears of the other. */
async function clash(here: string, there: string) {
  const { stack, rest, asana } = world;
  const id = `task-${here.toLowerCase().replaceAll(' ', '-')}`;
  await write(stack, 'task', id, { title: 'As agreed', description: 'Bring gloves' });
  const partner = await until('the task in the portal', () => rest.partnerOf('TASK', id));
  await until('the task in Asana', () => asana.partnerOf('TASK', id));
  await rest.silence();
  await rest.edit(partner, { name: there, due_on: '2026-12-12' });
  await write(stack, 'task', id, { title: here });
  const path = `/api/admin/integrations/conflicts?integrationId=${rest.id}`;
  const conflict = await until('the conflict', async () => {
    const { conflicts } = await stack.steward.call('GET', path, listed);
    return conflicts.find(({ localData }) => localData.title === here);
  });
  const portal = async () => (await rest.all()).find((item) => item.id === partner);
  return { id, conflict, portal, ours: () => fieldsOf(stack, 'task', id) };
}

const resolve = (id: string, body: object) =>
  world.stack.steward.send('POST', `/api/admin/integrations/conflicts/${id}/resolve`, body);

describe('flow 4: both sides changed the same field and an admin decides', () => {
  test('the admin sees both versions; the other fields did not wait', async () => {
    const { conflict, ours } = await clash('Plant oaks', 'Plant limes');
    expect(conflict).toMatchObject({
      conflictedFields: ['title'],
      localData: { title: 'Plant oaks' },
      externalData: { title: 'Plant limes' },
    });
    await comesToHave('our task', ours, { title: 'Plant oaks', dueDate: '2026-12-12' });
  });

  test('keeping ours sends it over there', async () => {
    const { conflict, portal, ours } = await clash('Water herbs', 'Water hedges');
    const answer = await resolve(conflict.id, { strategy: 'LOCAL_WINS', version: conflict.version });
    expect(answer).toMatchObject({ status: 200, json: { success: true, status: 'RESOLVED' } });
    await comesToHave('the portal’s task', portal, { name: 'Water herbs' });
    await comesToHave('our task', ours, { title: 'Water herbs' });
  });

  test('a value of the admin’s own goes to both sides', async () => {
    const { conflict, portal, ours } = await clash('Paint the shed', 'Paint the fence');
    const body = { strategy: 'CUSTOM_MERGE', resolvedData: { title: 'Paint shed and fence' } };
    expect((await resolve(conflict.id, { ...body, version: conflict.version })).status).toBe(200);
    await comesToHave('our task', ours, { title: 'Paint shed and fence' });
    await comesToHave('the portal’s task', portal, { name: 'Paint shed and fence' });
  });

  test('a decision on values that have changed meanwhile is asked again instead of carried out', async () => {
    const { id, conflict, portal } = await clash('Count bees', 'Count wasps');
    await write(world.stack, 'task', id, { title: 'Count hornets' });
    const answer = await resolve(conflict.id, { strategy: 'LOCAL_WINS', version: conflict.version });
    expect(answer.status).toBe(409);
    expect((await portal())?.name).toBe('Count wasps');
  });
});
