import { FaultError } from './fault.ts';

/**
 * Something stored has a shape that a newer version of the service wrote. Nothing is wrong with it: it is read again as
 * soon as that version is deployed, so whoever meets it tries later. Its sentence holds no value of anybody.
 */
export class NewerShapeError extends FaultError {
  constructor(what: string, found: number, known: number) {
    super({
      kind: 'bug',
      message:
        `A newer version of the service stored this ${what} (shape ${found}; this version knows up to ${known}). ` +
        'Deploy the newer version again.',
    });
    this.name = 'NewerShapeError';
  }
}
