import { defineConfig } from 'vitest/config';

/**
 * What mutants of shared/domain are tried against: its own tests, quick and without I/O. Instrumented code on a busy
 * machine is slow; a mutant that hangs is ended by Stryker.
 */
export default defineConfig({
  test: { include: ['test/domain/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
});
