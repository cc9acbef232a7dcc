import { FaultError } from '../domain/fault.ts';
import type { BudgetReading } from '../domain/look-ups.ts';
import type { SignIn, SignInValues } from '../domain/sign-in.ts';
import type { Connector, Send } from './connector.ts';
import { faultOfResponse } from './faults.ts';
import type { HttpClient, HttpResponse, RequestDescription } from './http.ts';
import { accountBaseUrl, toRequest } from './requests.ts';
import { VendorClock } from './vendor-clock.ts';

export interface SendDeps {
  readonly http: HttpClient;
  readonly now: () => Date;
  /** Told what the vendor's answers say about the requests that are left. */
  readonly onBudget?: (reading: BudgetReading) => void;
}

export interface Sender {
  readonly send: Send;
  readonly clock: VendorClock;
}

/** What a connector needs to sign a request in, whatever its settings. */
export type Signing = (values: SignInValues) => ReturnType<Connector<never>['authorize']>;

/**
 * The way to the vendor: signs each request in, and once more with other values where the vendor refuses the first.
 * A request that was refused for its sign-in had no effect, so that repeating a write is safe.
 */
export function sender(
  connector: Pick<Connector<never>, 'manifest' | 'classify' | 'budget'>,
  baseUrl: string,
  signing: Signing,
  signIn: SignIn,
  deps: SendDeps,
): Sender {
  const clock = new VendorClock();
  const exchange = async (description: RequestDescription, values: SignInValues) => {
    const sentAt = deps.now();
    const base = accountBaseUrl(baseUrl, values.apiBaseUrl);
    const response = await deps.http.send(toRequest(base, description, signing(values), connector.manifest));
    clock.observe(response.headers.date, sentAt, deps.now());
    const left = connector.budget?.(response);
    if (left !== undefined) deps.onBudget?.({ ...left, at: deps.now().toISOString() });
    return response;
  };
  const faultIn = (response: HttpResponse, accept: readonly number[]) => {
    const own = connector.classify?.(response);
    if (response.status < 400 && own === undefined) return undefined;
    return accept.includes(response.status) ? undefined : (own ?? faultOfResponse(response, deps.now()));
  };
  const send: Send = async (description, options) => {
    const accept = options?.accept ?? [];
    const values = await signIn.current();
    const response = await exchange(description, values);
    const fault = faultIn(response, accept);
    if (fault === undefined) return response;
    const others = fault.kind === 'unauthorized' ? await signIn.afterRefusal(values) : undefined;
    if (others === undefined) throw new FaultError(fault);
    const again = await exchange(description, others);
    const left = faultIn(again, accept);
    if (left !== undefined) throw new FaultError(left);
    return again;
  };
  return { send, clock };
}
