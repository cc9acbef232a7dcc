import { nag } from '../../../infra/nag.ts';
import { loadStage, stageNames } from '../../../infra/stage.ts';

export const title =
  'cdk-nag with the rules of AwsSolutions on every stage: each finding with the reason why it stays';

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const found = stageNames().flatMap((name) => nag(loadStage(name)).map((finding) => ({ name, ...finding })));
  const reasons = new Map<string, number>();
  for (const { rule, acknowledged } of found) {
    const key = `${rule.split('[')[0]}: ${acknowledged?.because ?? 'NO REASON'}`;
    reasons.set(key, (reasons.get(key) ?? 0) + 1);
  }
  for (const [reason, count] of [...reasons].sort(([a], [b]) => (a < b ? -1 : 1)))
    say(`${String(count).padStart(3)} × ${reason}`);
  const open = found.filter(({ acknowledged }) => acknowledged === undefined);
  if (found.length === 0) throw new Error('Nothing at all was found: the rules were not applied.');
  if (open.length > 0)
    throw new Error(open.map(({ name, rule, where }) => `${name}: ${rule} ${where}`).join('\n  '));
  return [`${stageNames().length} stages, ${found.length} findings, 0 without a reason`];
}
