import type { AwaitedRecord } from './reading.ts';
import type { HeldField } from './reconcile.ts';
import type { Fields } from './values.ts';

/** An external record in our words, as far as its values can be told. */
export interface Translation {
  readonly fields: Fields;
  readonly held: readonly HeldField[];
  /** Paths of required values that are missing: such a record is rejected as a whole. */
  readonly missing: readonly string[];
  /** Records that must be linked before a held field can move. */
  readonly awaited: readonly AwaitedRecord[];
  /** Why no record can be made of it yet: a field that every record of its kind needs is held. */
  readonly waits?: string;
  /** Why the whole record is left alone for now, e.g. a timer that still runs. */
  readonly skip?: string;
}
