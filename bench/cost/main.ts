import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadStage } from '../../infra/stage.ts';
import { synthesize } from '../../test/infra/system.ts';
import { scalingDocument } from '../year/tables.ts';
import { simulateYear } from '../year/year.ts';
import { costDocument } from './document.ts';
import { measureAll } from './measure.ts';
import { measuredFile, readMeasured } from './measured.ts';
import { standing } from './template.ts';

const usage = `npm run cost                counts the AWS calls of each kind of event on a running stack (about a minute and a half),
                            simulates the year, and writes the figures of docs/cost.md and docs/scaling.md anew
npm run cost -- --counted   the same from the calls that were counted last`;

const { values } = parseArgs({ options: { help: { type: 'boolean' }, counted: { type: 'boolean' } } });
if (values.help === true) {
  console.log(usage);
  process.exit(0);
}
if (values.counted !== true) writeFileSync(measuredFile, `${JSON.stringify(await measureAll(), null, 2)}\n`);
const measured = readMeasured();
rewrite('docs/cost.md', (text) => costDocument(text, measured, standing(synthesize())));
rewrite('docs/scaling.md', (text) =>
  scalingDocument(text, simulateYear(), measured, loadStage('production')),
);
process.exit(0);

function rewrite(path: string, change: (text: string) => string): void {
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  writeFileSync(path, after);
  console.log(`${path}: ${before === after ? 'as it was' : 'written anew'}`);
}
