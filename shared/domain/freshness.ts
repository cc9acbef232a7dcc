import { elapsed } from './dates.ts';
import { graceMinutes, rhythmOf } from './health.ts';
import type { Integration } from './integration.ts';
import type { JobExecution } from './job.ts';
import { type DataType, type ResourceType, resourcesOf } from './resources.ts';
import type { Instant } from './values.ts';

/** How up to date one kind of data is. */
export interface Freshness {
  readonly dataType: DataType;
  /** When all of it was last looked through for changes; null while that did not happen yet. */
  readonly readAt: Instant | null;
  /** The rhythm of its integration promised it sooner. */
  readonly late: boolean;
  /** Why the newest run could not read it. */
  readonly trouble?: string;
}

type Read = Pick<JobExecution, 'status' | 'read' | 'skipped' | 'completedAt'>;
type Looked = Pick<Integration, 'dataTypes' | 'syncDirection' | 'status' | 'syncFrequency' | 'createdAt'>;

/** By what its newest runs read (newest first), for every kind of data that the other system has. */
export function freshnessOf(
  integration: Looked,
  streams: readonly { readonly name: string; readonly resourceType: ResourceType }[],
  jobs: readonly Read[],
  now: Instant,
): readonly Freshness[] {
  return integration.dataTypes.flatMap((dataType) => {
    const mine = streams.filter(({ resourceType }) => resourcesOf[dataType].includes(resourceType));
    if (mine.length === 0) return [];
    const times = mine.map(({ name }) => readOf(integration, name, jobs));
    const readAt = times.reduce((oldest, at) =>
      oldest === null || at === null || at < oldest ? at : oldest,
    );
    const trouble = mine.map(({ name }) => troubleOf(name, jobs)).find((message) => message !== undefined);
    return [
      {
        ...{ dataType, readAt, late: isLate(integration, readAt, now) },
        ...(trouble === undefined ? {} : { trouble }),
      },
    ];
  });
}

function readOf({ syncDirection }: Looked, stream: string, jobs: readonly Read[]): Instant | null {
  for (const { read = [], status, completedAt } of jobs) {
    const found = read.find((each) => each.stream === stream);
    if (found !== undefined) return found.at;
    // Nothing is read over there where everything goes one way only; a run looks through what is ours.
    const wentOut = syncDirection === 'BRITEPOOL_TO_EXTERNAL' && status === 'COMPLETED';
    if (wentOut && completedAt !== undefined) return completedAt;
  }
  return null;
}

/** Of the newest run that tried. */
function troubleOf(stream: string, jobs: readonly Read[]): string | undefined {
  const tried = jobs.find(({ read = [], skipped = [] }) =>
    [...read, ...skipped].some((each) => each.stream === stream),
  );
  return tried?.skipped?.find((each) => each.stream === stream)?.fault.message;
}

function isLate(integration: Looked, readAt: Instant | null, now: Instant): boolean {
  const rhythm = rhythmOf(integration);
  if (rhythm === undefined) return false;
  return elapsed(readAt ?? integration.createdAt, now) > (rhythm + graceMinutes) * 60_000;
}
