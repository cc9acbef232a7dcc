import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';

/** Refusals are short texts. */
export const refuse = (status: number, text: string): SimulatedResponse => ({
  status,
  body: text,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
});
export const ok = (body: unknown): SimulatedResponse => ({ status: 200, body });
/** The bucket in front of the API: nothing says how long to wait. */
export const tooMany = (): SimulatedResponse => ({
  status: 429,
  body: '<html><h1>429 Too Many Requests</h1></html>',
  headers: { 'content-type': 'text/html' },
});

export type Body = Record<string, unknown>;
export const bodyOf = (body: unknown): Body | undefined =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
