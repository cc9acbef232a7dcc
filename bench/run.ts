import { readdirSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';

const usage = `npm run bench                          measures everything (about ten minutes)
npm run bench -- --only <name>,<name>   only these
npm run bench -- --help                 this text
Rates depend on the machine and its other load: compare the ratios to the baseline of the same run.
AWS calls, capacity units and bundle sizes are exact.`;

const measurement = z.looseObject({
  title: z.string(),
  measure: z.custom<() => Promise<readonly string[]>>((value) => typeof value === 'function'),
});

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();
const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
  allowPositionals: true,
});
const wanted = [...positionals, ...values.only.split(',').filter((name) => name !== '')];
const unknown = wanted.filter((name) => !names.includes(name));
if (values.help || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no measurement ${name}.`);
  console.log(`${usage}\nMeasurements: ${names.join(', ')}`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

console.log(
  `${cpus()[0]?.model ?? 'unknown processor'} × ${availableParallelism()}, Node ${process.version}`,
);
for (const name of wanted.length > 0 ? wanted : names) {
  const { title, measure } = measurement.parse(
    await import(pathToFileURL(join(import.meta.dirname, `${name}.ts`)).href),
  );
  console.log(`\n${name}: ${title} (load ${loadavg()[0]?.toFixed(1)})`);
  for (const line of await measure()) console.log(`  ${line}`);
}
process.exit(0);
