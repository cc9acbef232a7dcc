import type { FailedTry } from '../../domain/attempts.ts';
import type { Change } from '../../domain/change.ts';
import type { Fault } from '../../domain/fault.ts';
import type { Instant } from '../../domain/values.ts';
import type { Listing, PageRequest } from '../port-values.ts';

/** A change that was given up for now, with what is needed to understand and repeat it. */
export interface ParkedItem {
  readonly id: string;
  readonly integrationId: string;
  readonly change: Change;
  readonly fault: Fault;
  /** The tries that failed, oldest first; the newest ten. */
  readonly attempts: readonly FailedTry[];
  /** How many tries failed in all; 0 for what only waits. */
  readonly tries: number;
  readonly parkedAt: Instant;
  readonly retryAt: Instant;
  /** Nothing is wrong with it: it waits for its integration to go on. */
  readonly held?: true;
}
/** What a list of items can be counted and filtered by. */
export interface ParkedPlace {
  readonly id: string;
  readonly integrationId: string;
  /** Position in every list, newest first: `parkedAt#id`. */
  readonly place: string;
  readonly causeKey: string;
  /** Nothing is wrong with it (`onlyWaits`). */
  readonly waits: boolean;
}
export interface ParkedStore {
  get(id: string): Promise<ParkedItem | undefined>;
  /** Those that exist, in any order. */
  getMany(ids: readonly string[]): Promise<readonly ParkedItem[]>;
  /** Same id, same item: it is replaced. */
  put(item: ParkedItem): Promise<void>;
  due(now: Instant, limit: number): Promise<readonly ParkedItem[]>;
  list(integrationId: string, page: PageRequest): Promise<Listing<ParkedItem>>;
  /** Where items lie and what they have in common, newest first, without reading them; those behind `before`, if given. */
  places(integrationId: string, before: string | undefined, limit: number): Promise<readonly ParkedPlace[]>;
  /** `logId`: only as long as it is about the change with this entry; a newer one may have taken its place. */
  remove(id: string, logId?: string): Promise<void>;
}
