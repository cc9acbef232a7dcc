import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { type Body, invalid } from './answers.ts';
import { demanded, kept } from './properties.ts';
import type { HubSpotState, Item } from './state.ts';

/** The properties as they are kept, or the refusal: unknown names, values that are no texts, read-only ones. */
export function given(
  state: HubSpotState,
  type: Item['type'],
  body: Body | undefined,
  what: 'new' | 'change',
): { readonly properties: Item['properties'] } | SimulatedResponse {
  if (body === undefined) return invalid('Some required fields were not set: [properties]');
  const properties: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(body)) {
    const refused = (code: string, message: string) =>
      invalid(`Property values were not valid: ${message}`, {
        errors: [{ message, code, context: { propertyName: [name] } }],
      });
    const definition = state.definition(type, name);
    if (definition === undefined)
      return refused('PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
    if (definition.readOnly) return refused('READ_ONLY_VALUE', `"${name}" is a read only property`);
    if (typeof value !== 'string')
      return invalid(`Invalid input JSON: Cannot deserialize value of "${name}"`);
    const stored = kept(definition, value);
    if (typeof stored === 'string') return refused('INVALID_OPTION', stored);
    if (stored.value === null && demanded[type].includes(name))
      return refused('REQUIRED_PROPERTY', `"${name}" cannot be empty`);
    properties[name] = stored.value;
  }
  const missing = demanded[type].filter((name) => what === 'new' && !Object.hasOwn(properties, name));
  if (missing.length > 0)
    return invalid(`Error creating ${type.toUpperCase()}. Some required properties were not set.`, {
      context: { properties: missing },
    });
  return { properties };
}

/** Who has one of these unique values already. */
export function takenBy(
  state: HubSpotState,
  type: Item['type'],
  properties: Item['properties'],
): Item | undefined {
  const unique = Object.entries(properties).filter(
    ([name, value]) => value !== null && state.definition(type, name)?.unique === true,
  );
  return state
    .all(type)
    .find((item) => unique.some(([name, value]) => sameValue(item.properties[name] ?? '', value ?? '')));
}

/** A unique value is the same in capitals. */
export const sameValue = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
