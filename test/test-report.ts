import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import * as z from 'zod';

/** What a run came to; a failure is a title with its file and what was said first of it. */
export interface Tally {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
}

const report = z.looseObject({
  numPassedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  testResults: z.array(
    z.looseObject({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.looseObject({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** Vitest's report in JSON; a run that ended badly (`code` is not 0) without a failed test counts as one failure. */
export function readReport(file: string, code: number): Tally {
  const { numPassedTests, numPendingTests, numTodoTests, testResults } = report.parse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const path = relative(process.cwd(), name);
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => told(path, test.fullName, test.failureMessages?.[0] ?? ''));
    return failed.length === 0 && status === 'failed' ? [told(path, 'the file itself', message)] : failed;
  });
  return {
    passed: numPassedTests,
    skipped: numPendingTests + numTodoTests,
    failures: failures.length === 0 && code !== 0 ? [`vitest ended with ${code}, no test failed`] : failures,
  };
}

const linesTold = 12;

function told(path: string, title: string, message: string): string {
  const lines = message.split('\n').slice(0, linesTold);
  return [`${path} > ${title}`, ...lines.map((line) => `    ${line}`)].join('\n');
}
