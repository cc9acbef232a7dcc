import jsonata from 'jsonata';
import type { Expressions } from '../../application/ports.ts';
import { FaultError } from '../../domain/fault.ts';
import type { FieldValue } from '../../domain/values.ts';

const longestMs = 100;
const deepest = 200;

/** JSONata with a deadline and a depth limit, checked at every step of the evaluation. */
export const jsonataExpressions: Expressions = {
  async evaluate(expression, input) {
    try {
      const compiled = jsonata(expression, { timeout: longestMs, stack: deepest });
      const result: unknown = await compiled.evaluate(input);
      return JSON.parse(JSON.stringify(result ?? null)) as FieldValue;
    } catch (error) {
      const why =
        error instanceof Error ? error.message : String((error as { message?: string }).message ?? error);
      throw new FaultError({ kind: 'rejected', message: `The expression "${expression}" failed: ${why}` });
    }
  },
};
