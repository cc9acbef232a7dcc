import { defineConfig } from 'vitest/config';

/** What mutants of shared/domain are tried against: its own tests, quick and without I/O. */
export default defineConfig({
  test: { include: ['test/domain/**/*.test.ts'], environment: 'node' },
});
