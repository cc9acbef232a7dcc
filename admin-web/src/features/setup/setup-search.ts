import * as z from 'zod/mini';
import { connectResults } from '../../../../shared/contract/connect-results.ts';
import { steps } from './step-names.ts';

type ConnectResult = keyof typeof connectResults;
const results = Object.keys(connectResults) as ConnectResult[];

/** How a sign-in at the other system ended, as the address says it; whatever else stands there is no result. */
export const connectResult = z.catch(z.optional(z.enum(results)), undefined);

/** The address of the wizard: the step, and with what one comes back from the other system. */
export const setupSearch = z.object({
  step: z.catch(z.optional(z.enum(steps)), undefined),
  connect: connectResult,
  connection: z.catch(z.optional(z.string()), undefined),
});
export type SetupSearch = z.output<typeof setupSearch>;

/** The address of the page of one integration's sign-in. */
export const connectionSearch = z.object({ connect: connectResult });
