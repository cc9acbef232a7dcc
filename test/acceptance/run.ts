import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

const folder = join(import.meta.dirname);
const usage = `npm run acceptance                    lists the sets and their demonstrations
npm run acceptance -- <set>           runs a whole set
npm run acceptance -- <set>/<name>    runs one
Each drives the real thing, prints its figures last and exits non-zero when it falls short.`;

/** One demonstration: throws, or answers figures to print. */
const demonstration = z.looseObject({
  title: z.string(),
  demonstrate: z.custom<(say: (line: string) => void) => Promise<readonly string[]>>(
    (value) => typeof value === 'function',
  ),
});

const setsIn = (): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
const namesIn = (set: string): readonly string[] =>
  readdirSync(join(folder, set))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
const load = async (set: string, name: string) =>
  demonstration.parse(await import(pathToFileURL(join(folder, set, `${name}.ts`)).href));

async function list(): Promise<void> {
  for (const set of setsIn())
    for (const name of namesIn(set))
      console.log(`${`${set}/${name}`.padEnd(28)} ${(await load(set, name)).title}`);
  console.log(`\n${usage}`);
}

async function runOne(set: string, name: string): Promise<boolean> {
  const { title, demonstrate } = await load(set, name);
  console.log(`\n${set}/${name}: ${title}`);
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  try {
    const figures = await demonstrate((line) => console.log(`  … ${line}`));
    for (const line of figures) console.log(`  ${line}`);
    console.log(`shown: ${set}/${name} (${seconds()})`);
    return true;
  } catch (error) {
    console.log(`  ${error instanceof Error ? error.message : String(error)}`);
    console.log(`FELL SHORT: ${set}/${name} (${seconds()})`);
    return false;
  }
}

async function run(wanted: string | undefined): Promise<number> {
  if (wanted === undefined) {
    await list();
    return 0;
  }
  const [set = '', name] = wanted.split('/');
  const known = setsIn().includes(set) && (name === undefined || existsSync(join(folder, set, `${name}.ts`)));
  if (!known) {
    console.error(`There is no ${wanted}.\n\n${usage}`);
    return 2;
  }
  const names = name === undefined ? namesIn(set) : [name];
  const missed: string[] = [];
  for (const each of names) if (!(await runOne(set, each))) missed.push(each);
  if (names.length > 1)
    console.log(
      `\n${names.length - missed.length} of ${names.length} shown${missed.length === 0 ? '' : `; fell short: ${missed.join(', ')}`}`,
    );
  return missed.length === 0 ? 0 : 1;
}

process.exit(await run(process.argv.slice(2).find((argument) => !argument.startsWith('-'))));
