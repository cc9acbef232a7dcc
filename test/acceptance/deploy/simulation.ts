import { readFileSync } from 'node:fs';
import { readMeasured } from '../../../bench/cost/measured.ts';
import { differences } from '../../../bench/support/document.ts';
import { firstTable, scalingDocument, trafficTable } from '../../../bench/year/tables.ts';
import { simulateYear } from '../../../bench/year/year.ts';
import { loadStage } from '../../../infra/stage.ts';

export const title =
  'docs/scaling.md against a year of 5,000 integrations, simulated now at 1, 10, 100 and 1,000 times the load';

export function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const began = performance.now();
  const scales = simulateYear();
  say(`simulated in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const [measured, stage] = [readMeasured(), loadStage('production')];
  const document = readFileSync('docs/scaling.md', 'utf8');
  const wrong = differences(document, scalingDocument(document, scales, measured, stage), 0);
  const figures = [trafficTable(scales), firstTable(scales, measured, stage)].flatMap((text) =>
    text.split('\n'),
  );
  if (wrong.length > 0)
    throw new Error([...figures, 'docs/scaling.md is old: npm run cost -- --counted', ...wrong].join('\n  '));
  return Promise.resolve([...figures, 'docs/scaling.md says so, within the last digit']);
}
