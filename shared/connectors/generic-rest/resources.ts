import type { ResourceType } from '../../domain/resources.ts';
import { manifest } from './manifest.ts';

/** The kind of record in a collection of this name. */
export const resourceOf = (stream: string | undefined): ResourceType | undefined =>
  manifest.streams.find(({ name }) => name === stream)?.resourceType;
