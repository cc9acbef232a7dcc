import { readFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';
import * as z from 'zod';

const project = new URL('../../../package.json', import.meta.url);
const { devDependencies } = z
  .looseObject({ devDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(project, 'utf8')));

/**
 * A vendor's own client at work on a simulator: counts what it was asked to do and what went as it goes at the vendor, and
 * says so when the file is through.
 */
export function driving(name: string, version = devDependencies[name]) {
  let made = 0;
  let behaved = 0;
  afterAll(() =>
    console.log(`sdk ${name} ${version}: ${made} calls made, ${behaved} behaved as at the vendor`),
  );
  return {
    async call<Answer>(ask: () => PromiseLike<Answer>): Promise<Answer> {
      made++;
      const answer = await ask();
      behaved++;
      return answer;
    },
    /** The error with which the client tells of a refusal; a call that goes through fails the test. */
    async refused(ask: () => PromiseLike<unknown>): Promise<unknown> {
      made++;
      const outcome = await ask().then(
        () => 'went through',
        (error: unknown) => ({ error }),
      );
      expect(outcome).not.toBe('went through');
      behaved++;
      return typeof outcome === 'string' ? undefined : outcome.error;
    },
  };
}
