import type { Integration } from '../../domain/integration.ts';
import { type DataType, type ResourceType, resourcesOf } from '../../domain/resources.ts';
import type { Connectors } from '../ports.ts';

interface Stream {
  readonly name: string;
  readonly resourceType: ResourceType;
}

const order: readonly ResourceType[] = [
  'MEMBER',
  'COMMITTEE',
  'COMMITTEE_MEMBER',
  'EVENT',
  'TASK',
  'PARTICIPATION_LOG',
];

/** The integration's streams of these kinds of data, members first so that later records find who they name. */
export async function streamsOf(
  connectors: Connectors,
  integration: Pick<Integration, 'type' | 'settings'>,
  types: readonly DataType[],
): Promise<readonly Stream[]> {
  const wanted = types.flatMap((type) => resourcesOf[type]);
  return (await connectors.facts(integration.type))
    .streams(integration.settings)
    .filter((stream) => wanted.includes(stream.resourceType))
    .sort((a, b) => order.indexOf(a.resourceType) - order.indexOf(b.resourceType));
}

/** What kind of record a stream holds. */
export async function streamOf(
  connectors: Connectors,
  integration: Integration,
  name: string,
): Promise<ResourceType> {
  const stream = (await connectors.facts(integration.type))
    .streams(integration.settings)
    .find((item) => item.name === name);
  if (stream === undefined) throw new Error(`The connector has no stream "${name}".`);
  return stream.resourceType;
}
