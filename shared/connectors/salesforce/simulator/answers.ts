import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';

/** A refusal as every resource of the REST API words it. */
export const refusal = (
  status: number,
  errorCode: string,
  message: string,
  fields?: readonly string[],
): SimulatedResponse => ({
  status,
  body: [{ message, errorCode, ...(fields === undefined ? {} : { fields }) }],
});

export const ok = (body: unknown): SimulatedResponse => ({ status: 200, body });
export const notFound = (): SimulatedResponse =>
  refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
export const wrongVerb = (method: string): SimulatedResponse =>
  refusal(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed.`);

/** Salesforce names no time to wait. */
export const tooMany = (): SimulatedResponse =>
  refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');

/** Thrown inside and answered at the rim. */
export class Refusal extends Error {
  readonly response: SimulatedResponse;
  constructor(...given: Parameters<typeof refusal>) {
    super(given[2]);
    this.response = refusal(...given);
  }
}

export function answering(work: () => SimulatedResponse): SimulatedResponse {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    throw error;
  }
}
