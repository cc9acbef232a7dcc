import { type Known, known } from './known.ts';
import type { Step } from './programme.ts';

/** `mock`: answers made of the description. `simulator`: answers of ours, checked against it on their way. */
export type Mode = 'mock' | 'simulator';

export interface Verdict {
  readonly requests: number;
  /** Requests that the description allows. */
  readonly accepted: number;
  readonly steps: number;
  /** Steps whose answers the connector understood. */
  readonly understood: number;
  /** Answers that fit the description; of a mock they are its own. */
  readonly fitting: number;
  /** Deviations that have a reason, each once. */
  readonly excused: ReadonlyMap<Known, readonly string[]>;
  /** Deviations that have none. */
  readonly surprises: readonly string[];
}

/** What a run says of connector and simulator. */
export function verdictOf(folder: string, mode: Mode, steps: readonly Step[]): Verdict {
  const excused = new Map<Known, string[]>();
  const surprises = new Set<string>();
  const judge = (line: string) => {
    const reason = known.find((item) => item.folder === folder && item.fits.test(line));
    if (reason === undefined) surprises.add(line);
    else excused.set(reason, [...new Set([...(excused.get(reason) ?? []), line])]);
  };
  for (const { name, exchanges, failure } of steps) {
    const told = exchanges.flatMap(({ what, violations }) =>
      violations
        .filter(({ where }) => where === 'request' || mode === 'simulator')
        .map(({ where, message }) => `${mode} ${name} | ${what} | ${where}: ${message}`),
    );
    for (const line of told) judge(line);
    // Where a request was refused, that is why the step failed.
    if (failure !== undefined && !told.some((line) => line.includes('| request: ')))
      judge(`${mode} ${name} | ${failure}`);
  }
  const exchanges = steps.flatMap((step) => step.exchanges);
  const without = (where: 'request' | 'response') =>
    exchanges.filter(({ violations }) => violations.every((violation) => violation.where !== where)).length;
  return {
    requests: exchanges.length,
    accepted: without('request'),
    steps: steps.length,
    understood: steps.filter(({ failure }) => failure === undefined).length,
    fitting: without('response'),
    excused,
    surprises: [...surprises],
  };
}
