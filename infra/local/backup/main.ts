import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { whereTo } from '../where.ts';
import { agreeTo, demandName } from './agree.ts';
import type { Manifest } from './copy.ts';
import { backUp, restore } from './dump.ts';
import { replace } from './replace.ts';

const usage = `npm run backup  -- --to <folder>    copies the tables of the instance in LOCAL_DATA
npm run restore -- --from <folder>  puts a copy into an instance whose tables are empty

  --stage <name>   a stage on AWS instead, with the credentials and the region (AWS_REGION) of the environment
  --restored       with --to: copies the tables named …-restored, which point-in-time recovery made
  --suffix <text>  the same, where their names end otherwise
  --replace        with --from: makes tables that are not empty hold what the copy holds, and nothing else. Says what
                   it would write and asks for the stage's name; may be cut off and run again
  --yes <stage>    with --replace: the stage's name, where nobody can be asked
  --help           this text

Secrets, schedules and messages in queues are not part of a copy; see docs/runbook.md.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  ...{ to: text, from: text, stage: text, suffix: text, yes: text },
  ...{ restored: flag, replace: flag, help: flag },
} as const;
type Given = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** Exactly one direction, and nothing that belongs to the other. */
const makesSense = ({ to, from, restored, suffix, replace: replaces, yes }: Given): boolean =>
  (to === undefined) !== (from === undefined) &&
  (to !== undefined || (restored === undefined && suffix === undefined)) &&
  (from !== undefined || replaces === undefined) &&
  (replaces === true || yes === undefined);

async function run(): Promise<void> {
  const { values } = parseArgs({ options, strict: true });
  if (values.help === true || !makesSense(values)) {
    console.log(usage);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const { stage, client: settings } = whereTo(values.stage);
  if (values.yes !== undefined) demandName(values.yes, stage);
  const client = new DynamoDBClient({ ...settings, maxAttempts: 8 });
  try {
    const manifest = await carryOut(client, stage, values);
    const counts = Object.entries(manifest.tables).map(
      ([kind, { items }]) => `  ${kind.padEnd(9)} ${items} items`,
    );
    const done = values.to === undefined ? 'Restored' : `Copied to ${values.to}`;
    console.log(
      [`${done}${manifest.asOf === undefined ? '' : `, as of ${manifest.asOf}`}`, ...counts].join('\n'),
    );
    console.log(`Not in it:\n${manifest.leftOut.map((what) => `  ${what}`).join('\n')}`);
  } finally {
    client.destroy();
  }
}

function carryOut(client: DynamoDBClient, stage: string, values: Given): Promise<Manifest> {
  const { to, from = '', yes } = values;
  const say = (line: string) => console.log(line);
  const suffix = values.suffix ?? (values.restored === true ? '-restored' : '');
  if (to !== undefined) return backUp(client, stage, to, new Date().toISOString(), { suffix, say });
  if (values.replace !== true) return restore(client, stage, from, say);
  return replace(client, stage, from, { say, agree: () => agreeTo(stage, yes), now: Date.now });
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
