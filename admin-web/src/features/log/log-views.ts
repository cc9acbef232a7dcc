import { everything, type LogFilter } from './log-filter.ts';

export interface LogView {
  readonly name: string;
  readonly filter: LogFilter;
}

/** A run that is over, of the integration whose log this is. */
export interface PastRun {
  readonly id: string;
  readonly startedAt: string;
}

/** Local date as it stands in the address. */
export function dayOf(at: string): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The choices that people need again and again, under names. */
export const logViews = (lastRun: PastRun | undefined): readonly LogView[] => [
  { name: 'Everything', filter: everything },
  { name: 'Failed today', filter: { ...everything, result: 'FAILED', since: 'today' } },
  { name: 'Waiting for me', filter: { ...everything, result: 'CONFLICT_PENDING' } },
  ...(lastRun === undefined
    ? []
    : [
        {
          name: 'Last run',
          filter: { ...everything, run: lastRun.id, since: 'days' as const, from: dayOf(lastRun.startedAt) },
        },
      ]),
];

const chosen = ({ entry: _open, ...filter }: LogFilter): string =>
  JSON.stringify(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .sort(),
  );

/** Whether exactly this view is shown; what is open does not matter. */
export const isShown = ({ filter }: LogView, shown: LogFilter): boolean => chosen(filter) === chosen(shown);
