import type { LogView } from '../../../../shared/contract/activity.ts';

export interface Cause {
  readonly text: string;
  readonly count: number;
  /** Some of the records, by name where they have one. */
  readonly records: readonly string[];
}

const named = 5;

/** Failures by what they said, the most frequent first. */
export function causesOf(
  logs: readonly Pick<LogView, 'errorMessage' | 'recordTitle' | 'externalId' | 'resourceId'>[],
): readonly Cause[] {
  const groups = Map.groupBy(logs, ({ errorMessage }) => errorMessage ?? 'It failed without saying why.');
  return [...groups]
    .map(([text, entries]) => ({
      text,
      count: entries.length,
      records: [
        ...new Set(
          entries.flatMap(({ recordTitle, externalId, resourceId }) => {
            const name = recordTitle ?? externalId ?? resourceId;
            return name === null ? [] : [name];
          }),
        ),
      ].slice(0, named),
    }))
    .sort((a, b) => b.count - a.count);
}
