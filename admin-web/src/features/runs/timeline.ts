import type { JobView } from '../../../../shared/contract/jobs.ts';
import type { ActView } from './requests/integration-acts.ts';
import { isQuiet } from './run-words.ts';

export type Moment =
  | { readonly kind: 'run'; readonly at: string; readonly job: JobView }
  /** Several in a row that found nothing to do, newest first. */
  | { readonly kind: 'quiet'; readonly at: string; readonly jobs: readonly JobView[] }
  | { readonly kind: 'act'; readonly at: string; readonly entry: ActView };

interface Listed<Item> {
  /** Newest first. */
  readonly items: readonly Item[];
  /** There are older ones that were not read. */
  readonly hasMore: boolean;
}

/**
 * Runs and what people did, newest first in one story. It ends where one of the two was not read any further, so that
 * no part of it is told with one half missing.
 */
export function timelineOf(jobs: Listed<JobView>, acts: Listed<ActView>): readonly Moment[] {
  const ends = [
    jobs.hasMore ? jobs.items.at(-1)?.startedAt : undefined,
    acts.hasMore ? acts.items.at(-1)?.at : undefined,
  ];
  const all: readonly Moment[] = [
    ...jobs.items.map((job) => ({ kind: 'run', at: job.startedAt, job }) as const),
    ...acts.items.map((entry) => ({ kind: 'act', at: entry.at, entry }) as const),
  ];
  return all
    .filter(({ at }) => ends.every((end) => end === undefined || at >= end))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .reduce<readonly Moment[]>(joined, []);
}

/** A quiet run after quiet ones joins them. */
function joined(story: readonly Moment[], next: Moment): readonly Moment[] {
  const last = story.at(-1);
  if (next.kind !== 'run' || !isQuiet(next.job) || last === undefined || last.kind === 'act')
    return [...story, next];
  if (last.kind === 'quiet') return [...story.slice(0, -1), { ...last, jobs: [...last.jobs, next.job] }];
  if (!isQuiet(last.job)) return [...story, next];
  return [...story.slice(0, -1), { kind: 'quiet', at: last.at, jobs: [last.job, next.job] }];
}
