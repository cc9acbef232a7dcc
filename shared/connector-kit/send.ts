import { FaultError } from '../domain/fault.ts';
import type { Quota } from '../domain/quota.ts';
import type { Lane } from '../domain/rate-limit.ts';
import type { SignIn, SignInValues } from '../domain/sign-in.ts';
import type { Connector, Send } from './connector.ts';
import { sendTold, withExchange } from './exchange.ts';
import { faultOfResponse } from './faults.ts';
import type { HttpClient, HttpResponse, RequestDescription } from './http.ts';
import { accountBaseUrl, toRequest } from './requests.ts';
import { VendorClock } from './vendor-clock.ts';

export interface SendDeps {
  readonly http: HttpClient;
  readonly now: () => Date;
  /** What requests draw from; absent: they go out as they come. */
  readonly quota?: Quota;
}

export interface Sender {
  readonly sendIn: (lane: Lane) => Send;
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
  const exchange = async (lane: Lane, description: RequestDescription, values: SignInValues) => {
    await deps.quota?.take(lane, values);
    const sentAt = deps.now();
    const base = accountBaseUrl(baseUrl, values.apiBaseUrl);
    const signed = signing(values);
    const request = toRequest(base, description, signed, connector.manifest);
    const sent = { request, signed, values, manifest: connector.manifest };
    const response = await sendTold(deps.http, sent);
    clock.observe(response.headers.date, sentAt, deps.now());
    return { response, sent };
  };
  const faultIn = (response: HttpResponse, accept: readonly number[]) => {
    const own = connector.classify?.(response);
    if (response.status < 400 && own === undefined) return undefined;
    return accept.includes(response.status) ? undefined : (own ?? faultOfResponse(response, deps.now()));
  };
  /** The fault in an answer; whoever shares the budget hears what the answer says about it. */
  const faultAfter = async (response: HttpResponse, accept: readonly number[], values: SignInValues) => {
    const fault = faultIn(response, accept);
    const left = connector.budget?.(response);
    const reading = left === undefined ? undefined : { ...left, at: deps.now().toISOString() };
    if (fault?.kind === 'rate-limited') return (await deps.quota?.refused(fault, values, reading)) ?? fault;
    if (reading !== undefined) await deps.quota?.told(reading, values);
    return fault;
  };
  const sendIn =
    (lane: Lane): Send =>
    async (description, options) => {
      const accept = options?.accept ?? [];
      const values = await signIn.current();
      const { response, sent } = await exchange(lane, description, values);
      const fault = await faultAfter(response, accept, values);
      if (fault === undefined) return response;
      const others = fault.kind === 'unauthorized' ? await signIn.afterRefusal(values) : undefined;
      if (others === undefined) throw new FaultError(withExchange(fault, sent, response));
      const again = await exchange(lane, description, others);
      const left = await faultAfter(again.response, accept, others);
      if (left !== undefined) throw new FaultError(withExchange(left, again.sent, again.response));
      return again.response;
    };
  return { sendIn, clock };
}
