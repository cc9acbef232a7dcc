import { FaultError } from '../domain/fault.ts';

/** Begins every question that a connector still has to answer, in its code as in its texts. */
export const unanswered = 'Not answered yet:';

/** Stands where a new connector has no answer yet. Throws a fault of the kind `bug` that repeats the question. */
export function todo(question: string): never {
  throw new FaultError({ kind: 'bug', message: `${unanswered} ${question}` });
}
