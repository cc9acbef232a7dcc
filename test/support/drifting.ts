import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { recordKey } from '../../shared/adapters/dynamodb/keys.ts';
import { startAsanaSimulator } from '../../shared/connectors/asana/simulator/index.ts';
import { engineTables } from './engine-tables.ts';
import type { RunningStack } from './stack.ts';

const task = z.looseObject({ gid: z.string(), modified_at: z.string() });
const dataShape = z.looseObject({ tasks: z.array(task) });
type Task = z.infer<typeof task>;

/** A simulated Asana whose store can be changed while it is switched off: no time-stamp moves and no webhook is sent. */
export async function asanaOnDisk(tasks: number) {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-drift-'));
  const dataFile = join(folder, 'asana.json');
  let simulator = await startAsanaSimulator({ tasks, members: 2, dataFile });
  const ports = {
    port: Number(new URL(simulator.baseUrl).port),
    controlPort: Number(new URL(simulator.controlUrl).port),
  };
  let before = 0;
  const read = () => dataShape.parse(JSON.parse(readFileSync(dataFile, 'utf8')));
  return {
    now: () => simulator,
    /** Requests of the vendor's API since it was started first. */
    requests: () => before + simulator.requests(),
    async behindItsBack(change: (task: Task) => Task): Promise<void> {
      before += simulator.requests();
      await simulator.close();
      const data = read();
      writeFileSync(dataFile, JSON.stringify({ ...data, tasks: data.tasks.map(change) }));
      simulator = await startAsanaSimulator({ tasks, members: 2, dataFile, ...ports });
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await simulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Changes fields of our tasks in the table itself: neither version nor stamps move, and the stream says it was the sync. */
export async function plantInTable(
  stack: Pick<RunningStack, 'engineUrl' | 'tables'>,
  tasks: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): Promise<void> {
  const { client, records } = engineTables(stack);
  for (const [id, fields] of tasks)
    for (const [field, value] of Object.entries(fields))
      await client.send(
        new UpdateCommand({
          ...{ TableName: records, Key: recordKey('TASK', id) },
          UpdateExpression: 'SET #fields.#field = :value',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#fields': 'fields', '#field': field },
          ExpressionAttributeValues: { ':value': value },
        }),
      );
  client.destroy();
}
