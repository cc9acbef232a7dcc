import type { PageCounts } from './sync-page.ts';

/** One page of a step: what it counted, and where the next page begins. */
export interface StepPage {
  readonly counts?: PageCounts;
  /** External records read. */
  readonly read?: number;
  /** Records of ours looked through, and those handed on. */
  readonly looked?: number;
  readonly handedOn?: number;
  readonly cursor?: string;
}
