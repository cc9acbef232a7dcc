import { manifests } from '../../shared/connectors/manifests.ts';
import { type Chance, skewed } from './random.ts';

/** What is assumed of 5,000 communities; nobody has measured them. */
export const model = {
  integrations: 5_000,
  seed: 20_261_126,
  /** Changes of a working day: half of the integrations have fewer than 8, the giants 20,000. */
  changes: { least: 4, most: 20_000, shape: 1.2 },
  /** Records behind one daily change. */
  recordsOfChange: 50,
  /** Times a year that somebody edits a good part of all records at once, and the part. */
  massEditsOfYear: 12,
  massEditShare: { least: 0.05, most: 1 },
  /** Webhooks that a vendor sends in a second about one account. */
  deliveriesOfSecond: 50,
  /** Changes that one act of a person makes. */
  changesOfAct: 3,
  /** Of a working day, on a Saturday or Sunday. */
  weekend: 0.12,
  /** A change that waits for its vendor's budget is held after its five retries: 1 + 2 + 4 + 8 + 16 minutes. */
  longestWaitSeconds: 1_860,
} as const;

/** Where the communities are: hours ahead of UTC, without daylight saving, and their share. */
export const zones = [
  { hours: 1, share: 0.35 },
  { hours: -5, share: 0.2 },
  { hours: 0, share: 0.15 },
  { hours: -8, share: 0.08 },
  { hours: 5.5, share: 0.07 },
  { hours: -3, share: 0.05 },
  { hours: 8, share: 0.05 },
  { hours: 10, share: 0.05 },
] as const;

export interface System {
  readonly type: string;
  readonly webhooks: boolean;
  readonly pollMinutes: number;
  /** Requests a second of the smallest plan that we allow ourselves: four fifths. */
  readonly requestsOfSecond: number;
}

/** All connectors, each equally often. */
export const systems: readonly System[] = manifests.map(({ type, webhooks, healingPollMinutes, limits }) => ({
  type,
  webhooks: webhooks.supported,
  pollMinutes: healingPollMinutes ?? 15,
  requestsOfSecond: Math.min(
    Number.POSITIVE_INFINITY,
    ...limits.budgets.map(({ requests, seconds }) => (0.8 * requests) / seconds),
  ),
}));

/** Changes of a working day of one integration. */
export const sizeOf = (chance: Chance): number =>
  skewed(chance, model.changes.least, model.changes.most, model.changes.shape);
