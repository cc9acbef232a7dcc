import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { whereTo } from '../where.ts';
import { backUp, restore } from './dump.ts';

const usage = `npm run backup  -- --to <folder>    copies the tables of the instance in LOCAL_DATA
npm run restore -- --from <folder>  puts a copy into an instance whose tables are empty

  --stage <name>  a stage on AWS instead, with the credentials of the environment
  --help          this text

Secrets, schedules and messages in queues are not part of a copy; see docs/runbook.md.`;

async function run(): Promise<void> {
  const text = { type: 'string' } as const;
  const options = { to: text, from: text, stage: text, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ options, strict: true });
  const { to, from } = values;
  if (values.help === true || (to === undefined) === (from === undefined)) {
    console.log(usage);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const { stage, client: settings } = whereTo(values.stage);
  const client = new DynamoDBClient({ ...settings, maxAttempts: 8 });
  const manifest =
    to === undefined
      ? await restore(client, stage, from ?? '')
      : await backUp(client, stage, to, new Date().toISOString());
  client.destroy();
  const counts = Object.entries(manifest.tables).map(
    ([kind, { items }]) => `  ${kind.padEnd(9)} ${items} items`,
  );
  console.log([to === undefined ? 'Restored' : `Copied to ${to}`, ...counts].join('\n'));
  console.log(`Not in it:\n${manifest.leftOut.map((what) => `  ${what}`).join('\n')}`);
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
