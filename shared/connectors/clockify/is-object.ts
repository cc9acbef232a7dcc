import type { ExternalData } from '../../domain/external.ts';

/** Whether a value of a record is a JSON object. */
export const isObject = (value: ExternalData[string] | undefined): value is ExternalData =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
