import type { ConnectionReport, ExternalSystem } from '../../domain/external.ts';
import { faultOf } from '../../domain/fault.ts';

/** Calls the system once: why it is down, or `undefined` where it answers, be it with a refusal. */
export async function whyDown(system: Pick<ExternalSystem, 'test'>): Promise<string | undefined> {
  try {
    return reasonIn(await system.test());
  } catch (error) {
    const fault = faultOf(error);
    return fault.kind === 'unavailable' ? fault.message : undefined;
  }
}

const reasonIn = ({ fault, steps }: ConnectionReport): string | undefined =>
  fault === 'unavailable' ? (steps.find(({ ok }) => !ok)?.message ?? 'It does not answer.') : undefined;
