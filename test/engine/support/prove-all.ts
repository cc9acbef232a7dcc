import { test } from 'vitest';
import { type Property, theEngine } from './property.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** On how many random inputs the property was tried. */
    runs?: number;
  }
}

/** `npm test` tries some hundred inputs, `npm run test:deep` ten thousand of each property. */
const numRuns = Number(process.env.DEEP_RUNS ?? 200);

/** One test per property; each leaves in its report how often it was tried. */
export function proveAll(properties: readonly Property[]): void {
  for (const { title, prove } of properties)
    test(title, async ({ task }) => {
      task.meta.runs = 0;
      task.meta.runs = await prove(theEngine, numRuns);
    });
}
