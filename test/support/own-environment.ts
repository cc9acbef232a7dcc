import { afterAll, vi } from 'vitest';

/** Files share one process: what a file sets in it ends with the file. */
const before = { ...process.env };

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  vi.useRealTimers();
  vi.restoreAllMocks();
});
