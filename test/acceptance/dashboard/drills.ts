import { runTests } from '../../support/vitest-run.ts';

export const title =
  'failure drills in the browser: each says what happened and what to do, and loses no input';

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const { code, output, passed } = await runTests('browser', [
    'test/browser/drills.test.ts',
    'test/browser/bad-days.test.ts',
    'test/browser/first-day.test.ts',
  ]);
  for (const title of passed) say(title);
  if (code !== 0) throw new Error(output.split('\n').slice(-60).join('\n'));
  return [`${passed.length} drills passed`];
}
