import * as z from 'zod';
import { until } from '../../support/api.ts';
import { idle } from '../../support/bad-days.ts';
import type { twoSystems } from './two-systems.ts';
import { fieldsOf, write } from './two-systems.ts';

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

/** A task that the portal and BritePool both have, with both sides' titles changed while the integration rested. */
export async function clash(world: Awaited<ReturnType<typeof twoSystems>>, here: string, there: string) {
  const { stack, rest, asana } = world;
  const id = `task-${here.toLowerCase().replaceAll(' ', '-')}`;
  await write(stack, 'task', id, { title: 'As agreed', description: 'Bring gloves' });
  const partner = await until('the task in the portal', () => rest.partnerOf('TASK', id));
  await until('the task in Asana', () => asana.partnerOf('TASK', id));
  // Whatever still looks at the pair could bring one edit along before the other is made.
  const own = `/api/admin/integrations/${rest.id}`;
  await stack.steward.call('PUT', own, z.unknown(), { status: 'PAUSED' });
  await idle(stack);
  // Ours first: it is told with the settings of now and waits. A webhook may be read with what is remembered for some seconds.
  await write(stack, 'task', id, { title: here });
  await rest.edit(partner, { name: there, due_on: '2026-12-12' });
  await idle(stack);
  await stack.steward.call('PUT', own, z.unknown(), { status: 'ACTIVE' });
  const path = `/api/admin/integrations/conflicts?integrationId=${rest.id}`;
  const conflict = await until('the conflict', async () => {
    const { conflicts } = await stack.steward.call('GET', path, listed);
    return conflicts.find(({ localData }) => localData.title === here);
  });
  const portal = async () => (await rest.all()).find((item) => item.id === partner);
  return { id, conflict, portal, ours: () => fieldsOf(stack, 'task', id) };
}
