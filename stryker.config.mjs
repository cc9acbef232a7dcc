/** Mutation tests of the pure decisions: `npm run mutants`. A test that cannot fail leaves its mutants alive. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutants/vitest.config.ts', related: false },
  mutate: ['shared/domain/**/*.ts'],
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: true },
  jsonReporter: { fileName: process.env.MUTANTS_REPORT ?? 'node_modules/.cache/mutants.json' },
  thresholds: { high: 90, low: 85, break: 85 },
  ignoreStatic: true,
  concurrency: 2,
  coverageAnalysis: 'perTest',
  tempDirName: 'node_modules/.cache/stryker',
  ignorePatterns: ['.local', '.bench', 'cdk.out', 'admin-web', 'docs', 'bench'],
};
