import type { Call, LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { DiscoveredField } from '../../domain/look-ups.ts';
import { type ObjectType, propertiesOf } from './addresses.ts';
import { asked } from './records.ts';
import { definitions, type Settings } from './schema.ts';
import { stamp } from './stamp.ts';
import { kinds } from './streams.ts';

type Definition = ReturnType<typeof definitions.parse>['results'][number];

const types: { readonly [type: string]: DiscoveredField['type'] } = {
  ...{ string: 'text', phone_number: 'text', number: 'number', bool: 'boolean' },
  ...{ date: 'date', datetime: 'instant', enumeration: 'choice' },
};

/** Several choices stand in one text with semicolons between them. */
const typeOf = ({ type, fieldType }: Definition): DiscoveredField['type'] =>
  fieldType === 'checkbox' ? 'text' : (types[type] ?? 'other');

export const isWritable = ({ calculated, modificationMetadata }: Definition): boolean =>
  calculated !== true && modificationMetadata?.readOnlyValue !== true;

export async function definitionsOf(call: LookUp, type: ObjectType): Promise<readonly Definition[]> {
  const response = await call.send({ method: 'GET', path: propertiesOf(type) });
  return parseResponse(response, definitions, `The properties of ${type}`).results;
}

/** The properties that are read: HubSpot answers only those that are asked for, and has hundreds. */
export async function discoverFields(
  call: Call<Settings>,
  stream: string,
): Promise<readonly DiscoveredField[]> {
  const kind = Object.hasOwn(kinds, stream) ? kinds[stream] : undefined;
  if (kind === undefined) return [];
  const read = new Set(asked(call, kind).filter((name) => name !== stamp));
  const all = await definitionsOf(call, kind.type);
  return all
    .filter(({ name }) => read.has(name))
    .map((property) => {
      const options = (property.options ?? []).filter(({ hidden }) => hidden !== true);
      return {
        ...{ path: property.name, label: property.label, type: typeOf(property) },
        writable: isWritable(property),
        ...(options.length === 0
          ? {}
          : { options: options.map(({ value, label }) => ({ id: value, label })) }),
      };
    });
}
