import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { bodyOf, failure, invalid, notFound, ok, strangers, textIn, tooMany, wrongVerb } from './answers.ts';
import type { HubSpotChanges } from './changes.ts';
import { Limits } from './limits.ts';
import { readLinks, writeLink } from './links.ts';
import { objectsApi } from './objects.ts';
import { shown } from './properties.ts';
import { type HubSpotState, type Item, owner, stampDefinition, timeZone, token } from './state.ts';

const types = ['contacts', 'companies', 'tasks', 'meetings'] as const;
const typeIn = (name: string | undefined): Item['type'] | undefined => types.find((type) => type === name);
const version = '2026-09';

/** The part of HubSpot's API 2026-09 that the connector uses, as strict about it as HubSpot. */
export function hubspotApi(state: HubSpotState, changes: HubSpotChanges, isLimited: boolean) {
  const limits = new Limits(state.now);
  return (request: SimulatedRequest): SimulatedResponse => {
    const signingIn = state.oauth.serve(request);
    if (signingIn !== undefined) return signingIn;
    const { authorization } = request.headers;
    if (authorization !== `Bearer ${token}` && !state.oauth.accepts(authorization))
      return failure(
        401,
        'INVALID_AUTHENTICATION',
        'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
      );
    const isSearch = request.path.endsWith('/search');
    const broken = isLimited ? limits.broken(isSearch) : undefined;
    if (broken !== undefined) return tooMany(broken);
    if (request.body === Symbol.for('broken-json')) return invalid('Invalid input JSON');
    const answer = route(state, changes, { ...request, path: dated(request.path) });
    return isSearch ? answer : { ...answer, headers: { ...answer.headers, ...limits.headers() } };
  };
}

/** HubSpot serves the addresses of v3 and v4 until 2027, with the same shapes; its own client still asks for them. */
const dated = (path: string): string =>
  path
    .replace(/^\/crm\/v[34]\/(objects|properties|owners|associations)(?=\/|$)/, `/crm/$1/${version}`)
    .replace(/^\/crm\/(objects|associations)\/v4(?=\/)/, `/crm/$1/${version}`)
    .replace(/^\/account-info\/v3\//, `/account-info/${version}/`)
    .replace(/\/$/, '');

function route(state: HubSpotState, changes: HubSpotChanges, request: SimulatedRequest): SimulatedResponse {
  const { path, method, body, query } = request;
  if (path === `/account-info/${version}/details`)
    return method === 'GET'
      ? ok({ portalId: state.portalId, timeZone, accountType: 'STANDARD' })
      : wrongVerb();
  const [, crm, api, asked, name, ...rest] = path.split('/');
  if (crm !== 'crm' || asked !== version) return notFound();
  if (api === 'owners') return method === 'GET' ? ok({ results: [owner] }) : wrongVerb();
  const type = typeIn(name);
  if (type === undefined) return invalid(`Unable to infer object type from: ${name}`);
  if (api === 'properties') return propertiesApi(state, method, type, body);
  const [id = '', part, ...more] = rest;
  if (api === 'associations') {
    const to = typeIn(id);
    if (to === undefined || `${part}/${more.join('/')}` !== 'batch/read') return notFound();
    return method === 'POST' ? readLinks(state, body, type, to) : wrongVerb();
  }
  if (api !== 'objects') return notFound();
  if (part !== 'associations') return objectsApi(state, changes, request, type, rest);
  const item = state.items.get(id);
  return query.size > 0 || item?.type !== type ? notFound() : writeLink(state, changes, method, item, more);
}

function propertiesApi(
  state: HubSpotState,
  method: string,
  type: Item['type'],
  body: unknown,
): SimulatedResponse {
  const definitions = state.definitions.get(type) ?? [];
  if (method === 'GET') return ok({ results: definitions.map(shown) });
  if (method !== 'POST') return wrongVerb();
  if (!state.mayDefine)
    return failure(403, 'MISSING_SCOPES', 'This app hasn’t been granted all required scopes.', {
      errors: [
        { message: 'Missing scope', context: { requiredGranularScopes: [`crm.schemas.${type}.write`] } },
      ],
    });
  const given = bodyOf(body);
  const known = [
    ...['name', 'label', 'groupName', 'type', 'fieldType', 'hasUniqueValue', 'formField', 'hidden'],
    ...['description', 'options'],
  ];
  if (given === undefined) return invalid('Invalid input JSON');
  const strange = strangers(given, known);
  if (strange !== undefined) return strange;
  if (textIn(given, 'name') !== stampDefinition.name || given.hasUniqueValue !== true)
    return invalid('The practice account makes the unique key of BritePool only.');
  if (state.definition(type, stampDefinition.name) !== undefined)
    return failure(409, 'CONFLICT', `A property named ${stampDefinition.name} already exists.`);
  definitions.push(stampDefinition);
  state.changed();
  return ok(shown(stampDefinition), 201);
}
