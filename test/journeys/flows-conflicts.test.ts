import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clash as clashIn } from './support/clash.ts';
import { comesToHave, twoSystems, write } from './support/two-systems.ts';

let world: Awaited<ReturnType<typeof twoSystems>>;
beforeAll(async () => {
  world = await twoSystems({ conflictStrategy: 'MANUAL_REVIEW' });
});
afterAll(() => world[Symbol.asyncDispose]());

const clash = (here: string, there: string) => clashIn(world, here, there);
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
