import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { answering, notFound, ok, refusal, tooMany, wrongVerb } from './answers.ts';
import { collections } from './collections.ts';
import { composite } from './composite.ts';
import { describeObject } from './describe.ts';
import { deletedLog, updatedLog } from './logs.ts';
import { objects } from './objects.ts';
import { seenFields, shown } from './query.ts';
import { nextRows, queryRows } from './query-pages.ts';
import type { SalesforceState } from './state.ts';
import { create, found, remove, update, upsert } from './write.ts';

const versions = [
  { label: "Spring '26", url: '/services/data/v66.0', version: '66.0' },
  { label: "Summer '26", url: '/services/data/v67.0', version: '67.0' },
];

/** The part of Salesforce's REST API that the connector and common clients use, as strict about it as Salesforce. */
export function salesforceApi(state: SalesforceState) {
  return (request: SimulatedRequest): SimulatedResponse => {
    const signingIn = state.oauth.serve(request);
    if (signingIn !== undefined) return signingIn;
    if (request.path.replace(/\/$/, '') === '/services/data') return ok(versions);
    const signedIn = state.oauth.accepts(request.headers.authorization);
    if (request.path === '/services/oauth2/userinfo') return userInfo(state, signedIn);
    if (!signedIn) return refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    const [, version = '', path = ''] = /^\/services\/data\/(v\d+\.\d)\/(.*)$/.exec(request.path) ?? [];
    if (!versions.some((known) => `v${known.version}` === version)) return notFound();
    return counted(state, () => resource(state, { ...request, path }, version));
  };
}

/** Every answer says how much of the org's day is used. */
function counted(state: SalesforceState, work: () => SimulatedResponse): SimulatedResponse {
  const { usage } = state;
  const response = usage.used >= usage.most ? tooMany() : answering(work);
  if (usage.used < usage.most) usage.used++;
  const header = { 'sforce-limit-info': `api-usage=${usage.used}/${usage.most}` };
  return { ...response, headers: { ...response.headers, ...header } };
}

function userInfo(state: SalesforceState, signedIn: boolean): SimulatedResponse {
  const [user] = state.of('User').values();
  if (!signedIn || user === undefined)
    return { status: 403, body: 'Bad_OAuth_Token', headers: { 'content-type': 'text/html' } };
  return ok({
    ...{ sub: `https://login.salesforce.com/id/00DWx0000000001MAA/${String(user.Id)}`, user_id: user.Id },
    ...{ organization_id: '00DWx0000000001MAA', preferred_username: user.Username, name: user.Name },
    ...{ email: user.Email, zoneinfo: 'Europe/Berlin', locale: 'de_DE' },
  });
}

/** One resource below the version; composite requests come here again for each of their parts. */
function resource(state: SalesforceState, request: SimulatedRequest, version: string): SimulatedResponse {
  const [first = '', second = ''] = request.path.split('/');
  const { method } = request;
  if (method !== 'GET' && method !== 'DELETE' && !isJson(request))
    return refusal(415, 'UNSUPPORTED_MEDIA_TYPE', `Content type header not supported`);
  if (first === '')
    return ok({ sobjects: `/services/data/${version}/sobjects`, query: `/services/data/${version}/query` });
  if (first === 'limits')
    return ok({
      DailyApiRequests: { Max: state.usage.most, Remaining: state.usage.most - state.usage.used },
    });
  if (first === 'query' || first === 'queryAll') {
    if (method !== 'GET') return wrongVerb(method);
    return second === '' ? queryRows(state, request, version) : nextRows(state, second, version);
  }
  if (first === 'composite')
    return second === 'sobjects' ? collections(state, request) : composite(state, request, version, resource);
  return first === 'sobjects' ? sobjects(state, request, version) : notFound();
}

const isJson = ({ headers }: SimulatedRequest): boolean =>
  String(headers['content-type'] ?? '').startsWith('application/json');

function sobjects(state: SalesforceState, request: SimulatedRequest, version: string): SimulatedResponse {
  const [, object = '', id = '', ...rest] = request.path.split('/');
  const { method, body, headers } = request;
  if (objects[object] === undefined || seenFields(state, object).length === 0) return notFound();
  const verb = (allowed: string, work: () => SimulatedResponse) =>
    method === allowed ? work() : wrongVerb(method);
  if (id === 'describe') return verb('GET', () => ok(describeObject(state, object)));
  if (id === 'deleted') return verb('GET', () => deletedLog(state, object, request));
  if (id === 'updated') return verb('GET', () => updatedLog(state, object, request));
  if (rest.length > 0) return verb('PATCH', () => upsert(state, object, [id, rest.join('/')], body));
  if (id === '') {
    const allowDuplicates = headers['sforce-duplicate-rule-header'] === 'allowSave=true';
    return verb('POST', () => create(state, object, body, { allowDuplicates }));
  }
  if (method === 'PATCH') return update(state, object, id, body);
  if (method === 'DELETE') return remove(state, object, id);
  return verb('GET', () => readOne(state, object, id, version));
}

function readOne(state: SalesforceState, object: string, id: string, version: string): SimulatedResponse {
  const row = found(state, object, id);
  if (row === undefined || row.IsDeleted === true) return notFound();
  const fields = seenFields(state, object).map(({ name }) => [name, row[name] ?? null]);
  return ok(shown(object, Object.fromEntries(fields), version));
}
