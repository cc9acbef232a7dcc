import { runTests } from '../../support/vitest-run.ts';

export const title =
  'a token runs out, is revoked, and is given anew: one renewal, one alert, everything caught up';

const expected = ['in the browser', 'ended is renewed once', 'taken away'];

export async function demonstrate(): Promise<readonly string[]> {
  const { code, output, passed } = await runTests('journeys', ['test/journeys/signing-in']);
  const missing = expected.filter((part) => !passed.some((line) => line.includes(part)));
  if (code !== 0 || missing.length > 0)
    throw new Error([...missing.map((part) => `missing: ${part}`), output].join('\n'));
  return [...passed, `${passed.length} journeys went through on the running stack`];
}
