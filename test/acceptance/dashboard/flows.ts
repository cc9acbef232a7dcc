import { runTests } from '../../support/vitest-run.ts';

export const title = 'the six flows of the specification in a real browser, three of them by keyboard alone';

const files = ['connecting', 'flows', 'decisions'].map((name) => `test/browser/${name}.test.ts`);
/** Titles begin with the flow that they show. */
const flows = [1, 2, 3, 4, 5, 6] as const;
const keyboardAtLeast = 3;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const { code, output, passed } = await runTests('browser', files);
  const of = (flow: number) => passed.filter((title) => title.includes(`flow ${flow}:`));
  for (const flow of flows) for (const title of of(flow)) say(title);
  const missing = flows.filter((flow) => of(flow).length === 0);
  const keyboard = flows.filter((flow) => of(flow).some((title) => title.includes('by keyboard alone')));
  if (code !== 0) throw new Error(output.split('\n').slice(-60).join('\n'));
  if (missing.length > 0) throw new Error(`No test shows flow ${missing.join(', ')}.`);
  if (keyboard.length < keyboardAtLeast)
    throw new Error(`Only flows ${keyboard.join(', ')} by keyboard alone.`);
  return [`${passed.length} tests passed; flows by keyboard alone: ${keyboard.join(', ')}`];
}
