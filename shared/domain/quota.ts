import type { Fault } from './fault.ts';
import type { BudgetReading } from './look-ups.ts';
import type { Lane } from './rate-limit.ts';
import type { SignInValues } from './sign-in.ts';

/** The budget that the requests of a connection draw from. `values` sign the request in, and so say whose budget it is. */
export interface Quota {
  /** Resolves when a request may go out. Throws `rate-limited`, with the seconds to wait, where none may soon. */
  take(lane: Lane, values: SignInValues): Promise<void>;
  /** An answer said how many requests are left. */
  told(reading: BudgetReading, values: SignInValues): Promise<void>;
  /** The vendor refused a request as one too many: nobody asks before its time. Answers the fault with that time. */
  refused(fault: Fault, values: SignInValues, reading?: BudgetReading): Promise<Fault>;
}
