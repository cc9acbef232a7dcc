import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import {
  bodyOf,
  failure,
  invalid,
  listIn,
  notFound,
  ok,
  pageOf,
  strangers,
  textIn,
  wrongVerb,
} from './answers.ts';
import { batchRead, batchUpsert } from './batches.ts';
import type { HubSpotChanges } from './changes.ts';
import { findItem } from './find-item.ts';
import { given, takenBy } from './given.ts';
import { search } from './search.ts';
import { shownItem } from './shown-item.ts';
import type { HubSpotState, Item } from './state.ts';

type Type = Item['type'];
const split = (query: URLSearchParams, name: string): readonly string[] =>
  query
    .getAll(name)
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '');
const typesOf = (names: readonly string[]): readonly Type[] =>
  (['contacts', 'companies', 'tasks', 'meetings'] as const).filter((type) => names.includes(type));

function withAssociations(state: HubSpotState, item: Item, query: URLSearchParams) {
  const found = typesOf(split(query, 'associations')).map((to) => {
    const results = state.linked(item.id, to).flatMap((id) => [
      { id, type: `${item.type}_to_${to}` },
      // A label makes a second line of the same record.
      ...(item.type === 'contacts' ? [{ id, type: `${item.type}_to_${to}_unlabeled` }] : []),
    ]);
    return [to, { results }] as const;
  });
  const present = found.filter(([, { results }]) => results.length > 0);
  return {
    ...shownItem(state, item, split(query, 'properties')),
    ...(present.length === 0 ? {} : { associations: Object.fromEntries(present) }),
  };
}

/** `/crm/objects/{version}/{type}` and everything below it but associations. */
export function objectsApi(
  state: HubSpotState,
  changes: HubSpotChanges,
  { method, query, body }: SimulatedRequest,
  type: Type,
  [id, part]: readonly (string | undefined)[],
): SimulatedResponse {
  if (id === undefined) {
    if (method === 'POST') return create(state, changes, type, bodyOf(body));
    return method === 'GET' ? list(state, type, query) : wrongVerb();
  }
  if (id === 'search') return method === 'POST' ? search(state, type, bodyOf(body)) : wrongVerb();
  if (id === 'batch') {
    if (method !== 'POST') return wrongVerb();
    if (part === 'read') return batchRead(state, type, bodyOf(body));
    return part === 'upsert' ? batchUpsert(state, changes, type, bodyOf(body)) : notFound();
  }
  const idProperty = query.get('idProperty');
  if (idProperty !== null && state.definition(type, idProperty)?.unique !== true)
    return invalid(`Property ${idProperty} does not exist or is not a unique property`);
  const archived = query.get('archived') === 'true';
  const item = findItem(state, type, id, idProperty, archived);
  // HubSpot says yes to every deletion.
  if (method === 'DELETE') {
    if (item !== undefined && item.archivedAt === null) changes.archive(item);
    return { status: 204 };
  }
  if (item === undefined) return notFound();
  if (method === 'GET') return ok(withAssociations(state, item, query));
  return method === 'PATCH' ? update(state, changes, item, bodyOf(body)) : wrongVerb();
}

function list(state: HubSpotState, type: Type, query: URLSearchParams): SimulatedResponse {
  const page = pageOf(query, state.all(type, query.get('archived') === 'true'));
  if ('status' in page) return page;
  return ok({ results: page.items.map((item) => withAssociations(state, item, query)), ...page.paging });
}

function create(
  state: HubSpotState,
  changes: HubSpotChanges,
  type: Type,
  body: ReturnType<typeof bodyOf>,
): SimulatedResponse {
  if (body === undefined) return invalid('Invalid input JSON');
  const strange = strangers(body, ['properties', 'associations', 'objectWriteTraceId']);
  if (strange !== undefined) return strange;
  const values = given(state, type, bodyOf(body.properties), 'new');
  if ('status' in values) return values;
  const taken = takenBy(state, type, values.properties);
  if (taken !== undefined)
    return failure(409, 'CONFLICT', `Contact already exists. Existing ID: ${taken.id}`);
  const others = listIn(body, 'associations').map((association) =>
    partnerIn(state, type, bodyOf(association)),
  );
  if (others.includes(undefined)) return invalid('One or more associations are not valid');
  const made = changes.create(type, values.properties);
  for (const other of others) if (other !== undefined) changes.link(made, other);
  return ok(shownItem(state, made, Object.keys(made.properties)), 201);
}

/** HubSpot's own types of association, by the number that stands for each direction. */
const associationTypes: { readonly [ends: string]: number } = {
  ...{ 'tasks contacts': 204, 'tasks companies': 192, 'meetings contacts': 200, 'meetings companies': 188 },
  ...{ 'contacts companies': 279, 'companies contacts': 280 },
};

/** The record to associate with; none where it or the type of association does not exist. */
function partnerIn(
  state: HubSpotState,
  type: Type,
  association: ReturnType<typeof bodyOf>,
): Item | undefined {
  const other = state.items.get(textIn(bodyOf(association?.to), 'id') ?? '');
  const known = associationTypes[`${type} ${other?.type}`];
  const types = listIn(association, 'types').map(bodyOf);
  const fits = types.every(
    (spec) => spec?.associationCategory === 'HUBSPOT_DEFINED' && spec.associationTypeId === known,
  );
  return types.length > 0 && fits && other?.archivedAt === null ? other : undefined;
}

function update(
  state: HubSpotState,
  changes: HubSpotChanges,
  item: Item,
  body: ReturnType<typeof bodyOf>,
): SimulatedResponse {
  if (body === undefined) return invalid('Invalid input JSON');
  const strange = strangers(body, ['properties', 'objectWriteTraceId']);
  if (strange !== undefined) return strange;
  const values = given(state, item.type, bodyOf(body.properties), 'change');
  if ('status' in values) return values;
  const taken = takenBy(state, item.type, values.properties);
  if (taken !== undefined && taken.id !== item.id)
    return failure(409, 'CONFLICT', `A contact with the email already exists. Existing ID: ${taken.id}`);
  const after = changes.update(item, values.properties);
  return ok(shownItem(state, after, Object.keys(values.properties)));
}
