import type { FunctionName } from '../../shared/config/names.ts';
import type { Connected } from './connected.ts';

export interface Spent {
  readonly calls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** The least of each. */
export const cheapest = (rounds: readonly Spent[]): Spent => ({
  calls: Math.min(...rounds.map(({ calls }) => calls)),
  readUnits: Math.min(...rounds.map(({ readUnits }) => readUnits)),
  writeUnits: Math.min(...rounds.map(({ writeUnits }) => writeUnits)),
});

/** What these functions asked of AWS since the recorder was reset, divided by `among`. */
export function spentBy(
  { stack }: Pick<Connected, 'stack'>,
  functions: readonly FunctionName[],
  among: number,
): Spent {
  const rows = stack.recorder.rows().filter(({ caller }) => functions.some((name) => caller.endsWith(name)));
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0) / among;
  return {
    calls: sum((row) => row.count),
    readUnits: sum((row) => row.readUnits),
    writeUnits: sum((row) => row.writeUnits),
  };
}
