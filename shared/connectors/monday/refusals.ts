import { FaultError } from '../../domain/fault.ts';

/** This record cannot be written; `pointer`: the value at fault. */
export const rejected = (message: string, pointer?: string): FaultError =>
  new FaultError({ kind: 'rejected', message, ...(pointer === undefined ? {} : { pointer }) });

/** Nothing is known of what lies on a board that cannot be seen. */
export const hidden = (board: string): FaultError =>
  new FaultError({
    kind: 'forbidden',
    message: `The board ${board} cannot be read: it was deleted or archived, or is not ours to see.`,
  });
