import type { Connector } from '../connector-kit/connector.ts';
import { loaders } from './loaders.ts';

/** Settings differ per connector; each parses its own, so callers need not know them. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where connectors of different settings stand side by side
export type AnyConnector = Connector<any>;

const known: { readonly [type: string]: () => Promise<AnyConnector> } = loaders;

/** The connector of this type, loaded when it is first asked for; `undefined` where there is none. */
export const loadConnector = async (type: string): Promise<AnyConnector | undefined> =>
  Object.hasOwn(known, type) ? known[type]?.() : undefined;
