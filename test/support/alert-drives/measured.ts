import * as z from 'zod';
import { addSeconds } from '../../../shared/domain/dates.ts';
import { until } from '../api.ts';
import { idle, ourTasks, outcomeOf } from '../bad-days.ts';
import type { Drive, Prepare } from './cycle.ts';
import { type AlertWorld, anything } from './world.ts';

const nobody = { name: null };

export const errorRate: Prepare = async (world) => {
  const name = 'Fails often';
  const system = await world.tasks(name, 12);
  const { stack } = world;
  let [ended, failed] = [12, 0];
  const edit = async (at: number, fields: object) => {
    const log = await system.edit(`task_${(at % 12) + 1}`, fields);
    ended++;
    await until('the end of an edit', async () =>
      (await outcomeOf({ stack }, log)) === 'none' ? undefined : true,
    );
  };
  return {
    ...{ id: system.id, name, firedBy: 'edits over there that take a needed value away' },
    async fire() {
      for (let at = 0; failed <= 0.15 * ended; at++) {
        await edit(at, nobody);
        failed++;
      }
      await world.watch();
    },
    async mend() {
      for (let at = 0; failed > 0.09 * ended; at++) await edit(at, { name: `Named again ${ended}` });
      await world.watch();
    },
  };
};

export const integrationDown: Prepare = async (world) => {
  const name = 'Runs fail';
  const system = await world.tasks(name, 3);
  return {
    ...{ id: system.id, name, firedBy: 'three runs whose list is forbidden' },
    async fire() {
      system.vendor.faults({ broken: { path: '/tasks', status: 403 } });
      for (let run = 0; run < 3; run++) await world.run(system.id);
      await world.watch();
    },
    again: async () => void (await world.run(system.id)),
    async mend() {
      system.vendor.faults({ broken: null });
      await world.run(system.id);
      await world.watch();
    },
  };
};

export const syncLag: Prepare = (world) => lagging(world, 'Lags behind');

/** As `syncLag`, under a name of its own. */
export async function lagging(world: AlertWorld, name: string): Promise<Drive> {
  const { id } = await world.tasks(name, 3);
  return {
    ...{ id, name, firedBy: 'no run for three hours (its last one moved back)' },
    async fire() {
      await world.stored(id, ({ lastSyncAt, createdAt }) => ({
        lastSyncAt: addSeconds(lastSyncAt ?? createdAt, -3 * 3600),
      }));
      await world.watch();
    },
    async mend() {
      await world.run(id);
      await world.watch();
    },
  };
}

const clashes = 11;

export const pendingConflicts: Prepare = async (world) => {
  const name = 'Clashes';
  const { stack } = world;
  const system = await world.tasks(name, clashes, {
    ...{ syncDirection: 'BIDIRECTIONAL', conflictStrategy: 'MANUAL_REVIEW' },
  });
  const pairs = [...(await ourTasks({ stack, id: system.id }))];
  const waiting = z.looseObject({ conflicts: z.array(anything) });
  const path = `/api/admin/integrations/conflicts?integrationId=${system.id}&status=PENDING&limit=100`;
  const count = async () => (await stack.steward.call('GET', path, waiting)).conflicts.length;
  let round = 0;
  return {
    ...{ id: system.id, name, firedBy: `${clashes} titles edited on both sides` },
    async fire() {
      round++;
      for (const [externalId, { internalId }] of pairs) {
        await system.change(externalId, { name: `There ${round}` });
        await stack.platform.call('PUT', `/api/records/task/${internalId}`, anything, {
          fields: { title: `Here ${round}` },
        });
      }
      await until('the clashes', async () => (await count()) === clashes || undefined);
      await world.watch();
    },
    async mend() {
      await stack.steward.call('POST', '/api/admin/integrations/conflicts/resolve', anything, {
        ...{ filter: { integrationId: system.id }, choice: 'LOCAL_WINS' },
      });
      await until('the decisions', async () => (await count()) === 0 || undefined);
      await idle(stack);
      await world.watch();
    },
  };
};
