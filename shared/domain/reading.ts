import type { ResourceType } from './resources.ts';
import type { FieldValue } from './values.ts';

/** A record that a reference names and that is not linked yet. */
export interface AwaitedRecord {
  readonly resourceType: ResourceType;
  readonly id: string;
}

/** A value in the other side's words. */
export interface Found {
  readonly value: FieldValue;
}
/** Why a value waits. */
export interface Held {
  readonly held: string;
  readonly awaits?: AwaitedRecord;
}
/** What became of one value. */
export type Reading = Found | Held;

export const value = (result: FieldValue): Found => ({ value: result });
export const hold = (reason: string): Held => ({ held: reason });

/** The kind of JSON value, in words. */
export const shapeOf = (raw: FieldValue): string =>
  raw === null
    ? 'nothing'
    : Array.isArray(raw)
      ? 'a list'
      : typeof raw === 'object'
        ? 'an object'
        : `a ${typeof raw}`;
