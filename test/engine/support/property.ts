import fc from 'fast-check';
import { reconcile } from '../../../shared/domain/reconcile.ts';
import type { SaidOfIntegration } from '../../contract/support/samples.ts';
import { History } from './history.ts';

/** What is tried: two systems in its care, and its merge. A broken one is given to see that a property notices. */
export interface Engine {
  readonly begin: (integration: SaidOfIntegration) => Promise<History>;
  readonly reconcile: typeof reconcile;
}

export const theEngine: Engine = { begin: (integration) => History.begin(integration), reconcile };

/** A sentence that has to hold whatever happens. */
export interface Property {
  readonly title: string;
  /**
   * Tries it on so many random inputs, always the same ones. Answers how many it tried; throws on the first that
   * contradicts, made as small as possible unless `asFound`.
   */
  readonly prove: (engine: Engine, numRuns: number, asFound?: boolean) => Promise<number>;
}

export const property = <Input>(
  title: string,
  seed: number,
  inputs: fc.Arbitrary<Input>,
  holds: (input: Input, engine: Engine) => Promise<void>,
): Property => ({
  title,
  prove: async (engine, numRuns, asFound = false) => {
    let runs = 0;
    const tried = fc.asyncProperty(inputs, async (input) => {
      await holds(input, engine);
      runs++;
    });
    await fc.assert(tried, { seed, numRuns, endOnFailure: asFound });
    return runs;
  },
});
