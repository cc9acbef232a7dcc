import type { Call } from '../../connector-kit/connector.ts';
import type { DiscoveredField } from '../../domain/look-ups.ts';
import { describe } from './describe.ts';
import type { Description, Settings } from './schema.ts';
import { kinds } from './streams.ts';

type Field = Description['fields'][number];

const types: { readonly [type: string]: DiscoveredField['type'] } = {
  ...{ string: 'text', textarea: 'text', email: 'text', phone: 'text', url: 'text', combobox: 'text' },
  ...{ int: 'number', double: 'number', currency: 'number', percent: 'number' },
  ...{ boolean: 'boolean', date: 'date', datetime: 'instant', picklist: 'choice' },
};

/** Fields of the org's own, and the standard ones that can be written and are in no default mapping. */
export async function discoverFields(
  call: Call<Settings>,
  stream: string,
): Promise<readonly DiscoveredField[]> {
  const kind = kinds[stream];
  if (kind === undefined) return [];
  const found = await describe(call, call.settings.apiVersion, kind.object);
  if (found === 'hidden') return [];
  const keys = call.settings.keyFields ?? [];
  return found.fields
    .filter(({ name, custom, updateable }) => custom || (updateable && !kind.needs.includes(name)))
    .filter(({ name }) => !keys.includes(`${kind.object}.${name}`) && !partsOfName.includes(name))
    .map(toField);
}

/** Written as one name. */
const partsOfName = ['FirstName', 'LastName'];

const toField = ({ name, label, type, updateable, picklistValues }: Field): DiscoveredField => ({
  path: name,
  label,
  type: types[type] ?? 'other',
  writable: updateable,
  ...(types[type] === 'choice' ? { options: choicesOf(picklistValues) } : {}),
});

export const choicesOf = (values: Field['picklistValues']) =>
  values.filter(({ active }) => active).map(({ value, label }) => ({ id: value, label: label ?? value }));
