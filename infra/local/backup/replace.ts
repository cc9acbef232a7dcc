import type { DynamoDBClient, WriteRequest } from '@aws-sdk/client-dynamodb';
import { fileOf, itemOf, kinds, linesOf, type Manifest, tableOf, verifiedCopy } from './copy.ts';
import { type Look, look, nameOf } from './look.ts';
import { counting, type Say } from './progress.ts';
import { scan } from './scan.ts';
import { writeAll } from './write-all.ts';

export interface ReplaceOptions {
  readonly say: Say;
  /** Throws when nobody agrees to what was said before. */
  readonly agree: () => Promise<void>;
  /** In epoch milliseconds. */
  readonly now: () => number;
}

const stopFirst =
  'Stop the service as docs/runbook.md, "Restoring the tables", says, and run the same command again.';

/**
 * Makes the tables of a stage hold what the copy holds, and nothing else. It compares before it writes, so it may be
 * cut off and run again. Throws, with nothing written, for a damaged copy, without agreement, and when somebody wrote
 * between the first look and the second; and throws at the end when somebody wrote meanwhile.
 */
export async function replace(
  client: DynamoDBClient,
  stage: string,
  folder: string,
  { say, agree, now }: ReplaceOptions,
): Promise<Manifest> {
  const manifest = await verifiedCopy(folder);
  const lookAll = async (nowMs: number): Promise<readonly Look[]> => {
    const looks: Look[] = [];
    for (const kind of kinds)
      looks.push(await look(scan(client, tableOf(stage, kind), say), folder, kind, nowMs));
    return looks;
  };
  const at = now();
  const first = await lookAll(at);
  for (const line of told(manifest, stage, first)) say(line);
  if (first.every(isSame)) return manifest;
  await agree();
  const second = await lookAll(at);
  const restless = second.filter(({ state }, index) => state !== first[index]?.state);
  if (restless.length > 0)
    throw new Error(
      `Somebody still writes to ${restless.map(({ kind }) => tableOf(stage, kind)).join(', ')}: nothing was written. ${stopFirst}`,
    );
  for (const each of second) await carryOut(client, tableOf(stage, each.kind), folder, each, say);
  const last = (await lookAll(now())).filter((each) => !isSame(each));
  if (last.length > 0)
    throw new Error(
      [
        'The copy was written, but somebody wrote meanwhile; these items are not as in the copy:',
        ...last.flatMap((each) => differing(tableOf(stage, each.kind), each)),
        stopFirst,
      ].join('\n'),
    );
  return manifest;
}

const isSame = ({ puts, deletes }: Look): boolean => puts.size === 0 && deletes.length === 0;

const told = ({ stage: from, takenAt, asOf }: Manifest, stage: string, looks: readonly Look[]) => [
  `The copy is of ${from}, ${asOf === undefined ? `taken at ${takenAt}` : `as it was at ${asOf}`}.`,
  looks.every(isSame)
    ? `The tables of ${stage} hold what it holds; there is nothing to do.`
    : `To make ${stage} the same:`,
  ...looks.map(
    ({ kind, puts, deletes, equal, expired }) =>
      `  ${kind.padEnd(9)} ${puts.size} to put, ${deletes.length} to delete, ${equal} as they are${expired === 0 ? '' : `, ${expired} left out that expired since`}`,
  ),
];

const mostNamed = 3;

function differing(table: string, { kind, puts, deletes }: Look): readonly string[] {
  const names = [...puts, ...deletes.map((key) => nameOf(kind, key))];
  const more = names.length > mostNamed ? [`    and ${names.length - mostNamed} more`] : [];
  return [`  ${table}`, ...names.slice(0, mostNamed).map((name) => `    ${name}`), ...more];
}

async function carryOut(
  client: DynamoDBClient,
  table: string,
  folder: string,
  { kind, puts, deletes }: Look,
  say: Say,
): Promise<void> {
  async function* writes(): AsyncGenerator<WriteRequest> {
    for await (const line of linesOf(fileOf(folder, kind))) {
      const Item = itemOf(line);
      if (puts.has(nameOf(kind, Item))) yield { PutRequest: { Item } };
    }
    for (const Key of deletes) yield { DeleteRequest: { Key } };
  }
  const total = puts.size + deletes.length;
  await writeAll(client, table, writes(), counting(`written to ${table}`, say, total));
}
