import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], extra: Record<string, unknown> = {}) => ({
  test: { name, include, environment: 'node', ...extra },
});

/** Loading the same modules anew for each file took longer than the tests. */
const together = { isolate: false, setupFiles: ['test/support/own-environment.ts'] };

/** Where `npm run acceptance -- connectors/sdk` put the client that is too large for every clone. */
const { FIDELITY_MODULES: borrowed } = process.env;

/** One project per kind of proof; `npm run check` runs unit and conformance, `npm test` all of them. */
export default defineConfig({
  test: {
    projects: [
      project(
        'unit',
        [
          'test/{domain,application,functions,connector-kit,architecture}/**/*.test.ts',
          'shared/**/__tests__/**/*.test.ts',
          'admin-web/**/*.test.ts',
        ],
        // Ends what hangs, and nothing that is slow on a busy machine.
        { ...together, testTimeout: 30_000 },
      ),
      project('engine', ['test/engine/**/*.test.ts'], { ...together, testTimeout: 3_600_000 }),
      project('conformance', ['test/conformance/**/*.test.ts'], {
        ...together,
        testTimeout: 30_000,
        // Whoever writes a connector reads what it said to the last word.
        chaiConfig: { truncateThreshold: 0 },
      }),
      project('fidelity', ['test/fidelity/*.test.ts'], { ...together, testTimeout: 30_000 }),
      ...(borrowed === undefined
        ? []
        : [project('fidelity-on-demand', ['test/fidelity/on-demand/*.test.ts'], { testTimeout: 30_000 })]),
      project('contract', ['test/{contract,local-runtime}/**/*.test.ts'], {
        ...together,
        testTimeout: 30_000,
        hookTimeout: 30_000,
      }),
      project('infra', ['test/infra/**/*.test.ts'], {
        ...together,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      project('journeys', ['test/journeys/**/*.test.ts'], {
        testTimeout: 300_000,
        hookTimeout: 120_000,
        fileParallelism: false,
      }),
      project('browser', ['test/browser/**/*.test.ts'], {
        testTimeout: 120_000,
        hookTimeout: 120_000,
        fileParallelism: false,
        globalSetup: ['test/browser/support/global-setup.ts'],
      }),
    ],
  },
});
