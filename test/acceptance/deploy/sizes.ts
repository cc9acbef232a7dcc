import { weigh } from '../../../bench/bundles.ts';
import { loadStage } from '../../../infra/stage.ts';
import { synthesizedTemplates } from '../../support/templates.ts';

export const title =
  'templates below the limits of CloudFormation; bundles and their start against the budgets';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const largestTemplate = 1_000_000;
const mostResources = 500;
/** What answers a vendor or an admin at once has less time than what works through queues. */
const budgets = { 'receive-webhook': { kB: 550, ms: 70 }, 'admin-api': { kB: 900, ms: 120 } } as const;
const worker = { kB: 650, ms: 80 };

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [name, template] of Object.entries(synthesizedTemplates(loadStage('production')))) {
    const bytes = JSON.stringify(template).length;
    const resources = Object.keys(Object(Reflect.get(Object(template), 'Resources'))).length;
    say(
      `${name.padEnd(30)} ${(bytes / 1000).toFixed(0).padStart(4)} kB, ${String(resources).padStart(3)} resources`,
    );
    if (bytes > largestTemplate || resources > mostResources) wrong.push(`${name} is over the limits`);
  }
  const slow: string[] = [];
  const weights = await weigh();
  for (const { name, bytes, parts, initMs } of weights) {
    const budget = Object.entries(budgets).find(([each]) => each === name)?.[1] ?? worker;
    const most = parts.slice(0, 3).map(([part, size]) => `${part} ${(size / 1000).toFixed(0)}`);
    say(
      `${name.padEnd(18)} ${(bytes / 1000).toFixed(0).padStart(4)} of ${budget.kB} kB, ${initMs.toFixed(0).padStart(3)} of ${budget.ms} ms; most: ${most.join(', ')} kB`,
    );
    if (bytes > budget.kB * 1000)
      wrong.push(`${name} weighs ${(bytes / 1000).toFixed(0)} kB of ${budget.kB}`);
    if (initMs > budget.ms) slow.push(name);
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n  '));
  return [
    `${weights.length} functions within their size`,
    slow.length === 0
      ? 'all start within their time on this machine'
      : `slower than their time on this machine, now: ${slow.join(', ')}`,
  ];
}
