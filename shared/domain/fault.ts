import type { Exchange } from './redact.ts';

/** A classified failure. What follows from each kind is decided in `afterFault`, nowhere else. */
export const faultKinds = [
  'rate-limited',
  'unavailable',
  'unauthorized',
  'forbidden',
  'not-found',
  'rejected',
  'conflict',
  'drifted',
  'bug',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** One sentence for a person; never holds a secret or a personal value. */
  readonly message: string;
  readonly httpStatus?: number;
  /** Whole seconds the vendor asked us to wait. */
  readonly retryAfterSeconds?: number;
  /** The system itself did not answer, or said that it is unwell. */
  readonly outage?: true;
  /** Where in the vendor's answer or our record the trouble is, as a JSON pointer. */
  readonly pointer?: string;
  /** The request that failed and its answer, without secrets and personal values. */
  readonly exchange?: Exchange;
}

/** The one error that connectors and adapters throw on purpose. */
export class FaultError extends Error {
  readonly fault: Fault;
  constructor(fault: Fault, options?: ErrorOptions) {
    super(fault.message, options);
    this.name = 'FaultError';
    this.fault = fault;
  }
}

/** The fault behind anything thrown; what we did not foresee is a bug of ours. */
export function faultOf(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  return { kind: 'bug', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}

/** Whether what was set aside with this fault may go through once the system is well and lets us in. */
export const liesInTheSystem = ({ kind }: Fault): boolean =>
  kind === 'unauthorized' || kind === 'unavailable';

/**
 * `retry`: back to the queue (after `delaySeconds` when the vendor named one) · `park`: set this record aside, go on
 * with the others · `reconnect`: the integration needs new credentials · `stop-stream`: nothing of this stream is
 * read or written until somebody looked.
 */
export type FaultResponse =
  | { readonly act: 'retry'; readonly delaySeconds?: number }
  | { readonly act: 'park' }
  | { readonly act: 'reconnect' }
  | { readonly act: 'stop-stream' };

const responses: { readonly [kind in FaultKind]: (fault: Fault) => FaultResponse } = {
  'rate-limited': (fault) => ({ act: 'retry', delaySeconds: fault.retryAfterSeconds ?? 60 }),
  unavailable: (fault) =>
    fault.retryAfterSeconds === undefined
      ? { act: 'retry' }
      : { act: 'retry', delaySeconds: fault.retryAfterSeconds },
  unauthorized: () => ({ act: 'reconnect' }),
  forbidden: () => ({ act: 'stop-stream' }),
  'not-found': () => ({ act: 'park' }),
  rejected: () => ({ act: 'park' }),
  conflict: () => ({ act: 'retry' }),
  drifted: () => ({ act: 'stop-stream' }),
  bug: () => ({ act: 'retry' }),
};

export const afterFault = (fault: Fault): FaultResponse => responses[fault.kind](fault);
