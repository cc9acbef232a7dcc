import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { batchOf, bodyOf, invalid, listIn, strangers, textIn } from './answers.ts';
import type { HubSpotChanges } from './changes.ts';
import { findItem } from './find-item.ts';
import { given, takenBy } from './given.ts';
import { shownItem } from './shown-item.ts';
import type { HubSpotState, Item } from './state.ts';

type Type = Item['type'];

export function batchRead(
  state: HubSpotState,
  type: Type,
  body: ReturnType<typeof bodyOf>,
): SimulatedResponse {
  if (body === undefined) return invalid('Invalid input JSON');
  const strange = strangers(body, ['inputs', 'properties', 'propertiesWithHistory', 'idProperty']);
  if (strange !== undefined) return strange;
  const ids = listIn(body, 'inputs').map((input) => textIn(bodyOf(input), 'id') ?? '');
  if (ids.length > 100) return invalid('Batch size must be 100 or less');
  const names = listIn(body, 'properties').map(String);
  const found = ids.flatMap((id) => findItem(state, type, id, null, false) ?? []);
  const missing = ids.filter((id) => findItem(state, type, id, null, false) === undefined);
  const message = 'Could not get some objects, they may be deleted or not exist.';
  const error = { status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids: missing } };
  return batchOf(
    found.map((item) => shownItem(state, item, names)),
    missing.length === 0 ? [] : [error],
  );
}

export function batchUpsert(
  state: HubSpotState,
  changes: HubSpotChanges,
  type: Type,
  body: ReturnType<typeof bodyOf>,
): SimulatedResponse {
  const [results, errors]: [object[], object[]] = [[], []];
  for (const one of listIn(body, 'inputs')) {
    const input = bodyOf(one);
    const [name, id] = [textIn(input, 'idProperty') ?? '', textIn(input, 'id') ?? ''];
    if (input === undefined || id === '') return invalid('Invalid input JSON');
    const strange = strangers(input, ['idProperty', 'id', 'properties', 'objectWriteTraceId']);
    if (strange !== undefined) return strange;
    if (state.definition(type, name)?.unique !== true)
      return invalid(`Property ${name} does not exist or is not a unique property`);
    const known = findItem(state, type, id, name, false);
    const values = given(state, type, bodyOf(input.properties), known === undefined ? 'new' : 'change');
    if ('status' in values) return values;
    const properties = { ...values.properties, [name]: id };
    const taken = takenBy(state, type, properties);
    if (taken !== undefined && taken.id !== known?.id) {
      const message = `Contact already exists. Existing ID: ${taken.id}`;
      errors.push({ status: 'error', category: 'CONFLICT', message, context: {} });
      continue;
    }
    const item = known === undefined ? changes.create(type, properties) : changes.update(known, properties);
    results.push({ ...shownItem(state, item, Object.keys(properties)), new: known === undefined });
  }
  return batchOf(results, errors);
}
