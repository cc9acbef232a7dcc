import * as z from 'zod';
import { until } from '../api.ts';
import { idle, ourTasks, theirTasks } from '../bad-days.ts';
import type { Prepare } from './cycle.ts';
import { anything } from './world.ts';

const approvals = z.looseObject({ approvals: z.array(z.looseObject({ id: z.string() })) });

export const deletions: Prepare = async (world) => {
  const name = 'Loses much';
  const { stack } = world;
  const { id, remove } = await world.tasks(name, 60);
  const list = async () =>
    (await stack.steward.call('GET', `/api/admin/approvals?integrationId=${id}`, approvals)).approvals;
  let next = 1;
  return {
    ...{ id, name, firedBy: '8 of 60 tasks deleted over there at once' },
    async fire() {
      for (const last = next + 8; next < last; next++) await remove(`task_${next}`);
      await until('the brake', async () => (await list()).length > 0 || undefined);
      await idle(stack);
      await world.watch();
    },
    again: () => remove(`task_${next++}`),
    async mend() {
      await idle(stack);
      for (const approval of await list())
        await stack.steward.call('POST', `/api/admin/approvals/${approval.id}/reject`, anything, {});
      await idle(stack);
      await world.watch();
    },
  };
};

const ruleShape = z.looseObject({ externalField: z.string(), transform: z.unknown() });
const mappingShape = z.looseObject({
  mapping: z.looseObject({ version: z.int(), fields: z.array(ruleShape) }),
});
const notes = z.looseObject({ unknownValues: z.array(anything) });

export const unknownValue: Prepare = async (world) => {
  const name = 'Has a new status';
  const { steward } = world.stack;
  const { id, edit } = await world.tasks(name, 3);
  const path = `/api/admin/integrations/${id}/field-mappings`;
  const noted = async () => (await steward.call('GET', path, notes)).unknownValues.length;
  const statuses = async (mapping: Readonly<Record<string, string>>) => {
    const known = (await steward.call('GET', `${path}/TASK`, mappingShape)).mapping;
    const fields = known.fields.map((rule) =>
      rule.externalField === 'status' ? { ...rule, transform: { type: 'enum', mapping } } : rule,
    );
    await steward.call('PUT', `${path}/TASK`, anything, { fields, version: known.version });
  };
  const usual = { todo: 'TODO', in_progress: 'IN_PROGRESS', blocked: 'BLOCKED', completed: 'COMPLETED' };
  let round = 0;
  const there = () => edit('task_1', { status: 'someday', description: `Round ${round++}` });
  return {
    ...{ id, name, firedBy: 'a task over there gets a status that no rule knows' },
    async fire() {
      if (round > 0) await statuses(usual);
      await there();
      await until('the note', async () => (await noted()) > 0 || undefined);
      await world.watch();
    },
    again: async () => {
      await there();
      await idle(world.stack);
    },
    async mend() {
      await statuses({ ...usual, someday: 'BLOCKED' });
      await world.watch();
    },
  };
};

const bouncesUntilRest = 6;
const both = { syncDirection: 'BIDIRECTIONAL' };

export const bouncing: Prepare = async (world) => {
  const name = 'Changes back';
  const { stack } = world;
  const first = await world.tasks('Changes forth', 1, both);
  const second = await world.tasks(name, 0, both);
  const pair = async ({ id }: { readonly id: string }) => [...(await ourTasks({ stack, id }))][0];
  await world.run(second.id);
  const [firstTask] = await until('the pair of the first', () => pair(first));
  const [secondTask, { internalId }] = await until('the pair of the second', () => pair(second));
  const rests = async ({ id }: typeof first) => {
    const path = `/api/admin/integrations/${id}/mappings/TASK/${internalId}`;
    return JSON.stringify((await stack.steward.send('GET', path)).json).includes('"RESTING"');
  };
  const resting = () => rests(second);
  const goOn = ({ id }: typeof first) =>
    stack.steward.call('POST', `/api/admin/integrations/${id}/mappings/resume`, anything, {
      ...{ resourceType: 'TASK', internalId },
    });
  /** Each side has a rule that sets the title to its own, as soon as the other's arrives. */
  const turn = async (
    one: typeof first,
    task: string,
    other: typeof first,
    partner: string,
    name: string,
  ) => {
    await one.edit(task, { name });
    await until('the title over there', async () => {
      // The first may rest as well, and is let go on: this is about the second.
      if (await rests(first)) await goOn(first);
      const arrived = (await theirTasks(other.vendor)).get(partner) === name;
      return arrived || (await resting()) || undefined;
    });
  };
  let round = 0;
  return {
    ...{ id: second.id, name, firedBy: 'two systems that set one title to their own, in turns' },
    async fire() {
      round++;
      for (let at = 0; at < bouncesUntilRest && !(await resting()); at++) {
        await turn(first, firstTask, second, secondTask, `Forth ${round}.${at}`);
        // One more edit on the other side would be a conflict: both were changed while the pair rested.
        if (await resting()) break;
        await turn(second, secondTask, first, firstTask, `Back ${round}.${at}`);
      }
      if (!(await resting())) throw new Error('The record does not rest.');
      await world.watch();
    },
    async mend() {
      await goOn(second);
      await idle(stack);
      await world.watch();
    },
  };
};

export const schedule: Prepare = async (world) => {
  const name = 'Cannot be woken';
  const { id } = await world.tasks(name, 1);
  return {
    ...{ id, name, firedBy: 'a stored time zone that the Scheduler refuses' },
    async fire() {
      await world.stored(id, () => ({ timeZone: 'Mars/Base' }));
      await world.watch();
    },
    async mend() {
      await world.stack.steward.call('PUT', `/api/admin/integrations/${id}`, anything, {
        timeZone: 'Europe/Berlin',
      });
      await world.watch();
    },
  };
};
