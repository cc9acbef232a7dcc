import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dynamoDriftStore } from '../../../shared/adapters/dynamodb/drift-store.ts';
import { receiptsPartition } from '../../../shared/adapters/dynamodb/keys.ts';
import { addSeconds } from '../../../shared/domain/dates.ts';
import { hourOf } from '../../../shared/domain/hour-figures.ts';
import { parseLogId } from '../../../shared/domain/log-id.ts';
import { until } from '../api.ts';
import { changesQueue, idle, ourTasks, outcomeOf, runScheduled } from '../bad-days.ts';
import { plantInTable } from '../drifting.ts';
import type { Prepare } from './cycle.ts';
import type { AlertWorld } from './world.ts';

/** Older than what may still be on its way. */
const oldSeconds = 400;

export const ledger: Prepare = async (world) => {
  const name = 'Loses a message';
  const { stack } = world;
  const { id, vendor, edit } = await world.tasks(name, 3);
  const check = () => runScheduled(stack, 'check-ledger');
  return {
    ...{ id, name, firedBy: 'a message taken out of the queue (its receipt moved back 400 s)' },
    async fire() {
      // While the first is worked on, the second about the same task waits behind it.
      vendor.faults({ slowMs: 1500 });
      await edit('task_1', { name: `First ${performance.now()}` });
      const lost = await edit('task_1', { name: `Second ${performance.now()}` });
      stack.sqs.purge(changesQueue(stack));
      await receiptMovedBack(world, lost);
      // What is asked for again fails for some seconds, so that the change is missing for more than one look.
      vendor.faults({ slowMs: 0, broken: { path: '/tasks/task_1', status: 500 } });
      if ((await outcomeOf({ stack }, lost)) !== 'none') throw new Error('The message was not lost.');
      await check();
    },
    again: async () => void (await check()),
    async mend() {
      vendor.faults({ broken: null });
      await until(
        'the end of the lost change',
        async () => {
          await idle(stack);
          await runScheduled(stack, 'retry-parked');
          await check();
          return (await world.openAlert(id, 'ledger')) === undefined || undefined;
        },
        { everyMs: 300 },
      );
    },
  };
};

const receiptsShape = z.looseObject({ receipts: z.array(z.looseObject({ logId: z.string() })) });

/** Nobody waits for minutes: the receipt says that the change was received so much earlier. */
async function receiptMovedBack({ tables }: AlertWorld, logId: string): Promise<void> {
  const address = parseLogId(logId);
  if (address === undefined) throw new Error(`${logId} is no log id.`);
  const { integrationId, at, suffix } = address;
  const before = addSeconds(at, -oldSeconds);
  const time = Date.parse(before).toString(36).padStart(9, '0');
  const moved = `log~${integrationId}~${time}~${suffix}`;
  const pk = receiptsPartition(integrationId, hourOf(at));
  const item = await until('the receipt', async () => {
    const { Items = [] } = await tables.client.send(
      new QueryCommand({
        ...{ TableName: tables.activity, KeyConditionExpression: 'pk = :pk', ConsistentRead: true },
        ExpressionAttributeValues: { ':pk': pk },
      }),
    );
    return Items.find((each) => receiptsShape.parse(each).receipts.some((one) => one.logId === logId));
  });
  const { receipts } = receiptsShape.parse(item);
  const put = (Item: Readonly<Record<string, unknown>>) =>
    tables.client.send(new PutCommand({ TableName: tables.activity, Item }));
  const mine = receipts.filter((one) => one.logId === logId).map((one) => ({ ...one, logId: moved }));
  await put({ ...item, receipts: receipts.filter((one) => one.logId !== logId) });
  await put({
    ...item,
    pk: receiptsPartition(integrationId, hourOf(before)),
    sk: `moved-${moved}`,
    receipts: mine,
  });
}

export const drift: Prepare = async (world) => {
  const name = 'Drifts apart';
  const { stack } = world;
  const { id } = await world.tasks(name, 3);
  const rounds = dynamoDriftStore(world.tables);
  const [pair] = [...(await ourTasks({ stack, id }))];
  const [, ours] = pair ?? [];
  if (ours === undefined) throw new Error('There is no pair.');
  const planted = (title: unknown) => plantInTable(stack, new Map([[ours.internalId, { title }]]));
  const dayBack = 25 * 3600;
  /** A whole comparison as the watch makes it in slices, each wait of its own moved back. */
  const compared = async () => {
    await world.stored(id, ({ createdAt }) => ({ createdAt: addSeconds(createdAt, -dayBack) }));
    const last = await rounds.get(id);
    if (last !== undefined)
      await rounds.put({
        ...last,
        version: last.version + 1,
        startedAt: addSeconds(last.startedAt, -dayBack),
      });
    const before = last?.id;
    await until(
      'the end of a comparison',
      async () => {
        await world.watch();
        await idle(stack);
        const round = await rounds.get(id);
        if (round === undefined || round.id === before) return undefined;
        if (round.endedAt !== undefined) return true;
        const hinted = round.hinted.map(({ asked, ...each }) => ({
          ...each,
          ...(asked === undefined
            ? {}
            : { asked: { at: addSeconds(asked.at, -305), lookAt: addSeconds(asked.lookAt, -305) } }),
        }));
        await rounds.put({ ...round, version: round.version + 1, hinted });
        return undefined;
      },
      { timeoutMs: 90_000, everyMs: 100 },
    );
  };
  return {
    ...{ id, name, firedBy: 'a title changed in the table itself (waits of the comparison moved back)' },
    async fire() {
      await planted('Nobody wrote this');
      await compared();
      const round = await rounds.get(id);
      if (round?.counts.unexplained !== 1) throw new Error(`Compared: ${JSON.stringify(round)}`);
    },
    async mend() {
      await planted(ours.title);
      await compared();
    },
  };
};
