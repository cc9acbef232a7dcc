import { readFileSync } from 'node:fs';
import { costDocument } from '../../../bench/cost/document.ts';
import { measureAll } from '../../../bench/cost/measure.ts';
import { countedTable, monthTable } from '../../../bench/cost/tables.ts';
import { standing } from '../../../bench/cost/template.ts';
import { differences } from '../../../bench/support/document.ts';
import { synthesize } from '../../infra/system.ts';

export const title =
  'docs/cost.md against the calls of a run counted now, the synthesized template and the price list';

/** A run now may read settings again at another moment. */
const share = 0.05;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const stage = standing(synthesize());
  say('counting what each kind of event asks of AWS');
  const measured = await measureAll();
  const document = readFileSync('docs/cost.md', 'utf8');
  const wrong = differences(document, costDocument(document, measured, stage), share);
  const figures = [countedTable(measured), monthTable(measured, stage)].flatMap((text) => text.split('\n'));
  if (wrong.length > 0)
    throw new Error([...figures, 'docs/cost.md is old: npm run cost', ...wrong].join('\n  '));
  return [...figures, `docs/cost.md says so, within ${share * 100} %`];
}
