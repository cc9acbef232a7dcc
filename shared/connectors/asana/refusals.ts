import { FaultError, faultOf } from '../../domain/fault.ts';

/**
 * Whether a team or an entry may be written differs from one to the next: a refusal of one record must not stop its
 * whole stream. `cure` says what to do. https://developers.asana.com/docs/errors
 */
export async function aboutThisRecord<Result>(cure: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const fault = faultOf(error);
    if (fault.kind !== 'forbidden') throw error;
    throw new FaultError({ ...fault, kind: 'rejected', message: `${fault.message} ${cure}` });
  }
}

export const refuse = (message: string, pointer: string): FaultError =>
  new FaultError({ kind: 'rejected', message, pointer });
