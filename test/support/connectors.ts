import { loaders } from '../../shared/connectors/loaders.ts';
import type { AnyConnector } from '../../shared/connectors/registry.ts';

/** Every connector, by its type. */
export const connectors: Readonly<Record<string, AnyConnector>> = Object.fromEntries(
  await Promise.all(Object.entries(loaders).map(async ([type, load]) => [type, await load()] as const)),
);
