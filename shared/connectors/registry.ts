import type { Connector } from '../connector-kit/connector.ts';
import type { IntegrationType } from '../domain/integration.ts';
import { asana } from './asana/index.ts';
import { clockify } from './clockify/index.ts';
import { genericRest } from './generic-rest/index.ts';
import { harvest } from './harvest/index.ts';
import { toggl } from './toggl/index.ts';
import { trello } from './trello/index.ts';

/** Settings differ per connector; each parses its own, so callers need not know them. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where connectors of different settings stand side by side
export type AnyConnector = Connector<any>;

/** Every connector by the type that integrations name it with. */
export const connectors: { readonly [type in IntegrationType]?: AnyConnector } = {
  ASANA: asana,
  CLOCKIFY: clockify,
  GENERIC_REST: genericRest,
  HARVEST: harvest,
  TOGGL: toggl,
  TRELLO: trello,
};
