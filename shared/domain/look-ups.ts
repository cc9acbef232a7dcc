import type { Instant } from './values.ts';

/** One value that an admin can choose for a settings field. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

export const discoveredTypes = [
  'text',
  'number',
  'boolean',
  'date',
  'instant',
  'choice',
  'choices',
  'person',
  'other',
] as const;

/** One field of a stream as the vendor describes it. */
export interface DiscoveredField {
  /** As field mappings name it. */
  readonly path: string;
  readonly label: string;
  readonly type: (typeof discoveredTypes)[number];
  readonly writable: boolean;
  readonly options?: readonly Choice[];
}

/** What the vendor says of one of our webhooks. */
export type HookState = 'active' | 'inactive' | 'gone' | 'unsupported';

/** What the vendor's answer says about the requests that are left. */
export interface BudgetReading {
  readonly remaining: number;
  /** Whole seconds until the budget is full again, where the vendor says so. */
  readonly resetSeconds?: number;
  /** Which of several budgets it tells of, by its length in seconds; the shortest that fits unless said. */
  readonly windowSeconds?: number;
  readonly at: Instant;
}
