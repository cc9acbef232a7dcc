import type { LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Choice } from '../../domain/look-ups.ts';
import { choicesOf } from './custom-fields.ts';
import { describe } from './describe.ts';
import { userInfoPath } from './proof.ts';
import { apiPath } from './rows.ts';
import { anyFound, type Description, settings, userInfo, versions } from './schema.ts';
import { kinds } from './streams.ts';

/** Below it, not all fields of an object can be asked for at once. */
const oldestVersion = 51;
const mostUsers = 2000;
/** Long enough for a key of ours. */
const shortestKey = 64;

const versionIn = ({ apiVersion }: ExternalData): string | undefined => {
  const parsed = settings.shape.apiVersion.safeParse(apiVersion);
  return parsed.success ? parsed.data : undefined;
};
async function described(
  call: LookUp,
  given: ExternalData,
  object: string,
): Promise<Description | undefined> {
  const version = versionIn(given);
  const found = version === undefined ? 'hidden' : await describe(call, version, object);
  return found === 'hidden' ? undefined : found;
}

/** What this org has: versions, zones, types of contacts and campaigns, users, and fields in which a key of ours can be kept. */
export const choices = {
  async apiVersion(call: LookUp): Promise<readonly Choice[]> {
    const response = await call.send({ method: 'GET', path: '/services/data/' });
    return parseResponse(response, versions, 'The list of versions')
      .filter(({ version }) => Number(version) >= oldestVersion)
      .sort((a, b) => Number(b.version) - Number(a.version))
      .map(({ version, label }) => ({ id: version, label: `${version} (${label})` }));
  },
  async timeZone(call: LookUp): Promise<readonly Choice[]> {
    const response = await call.send({ method: 'GET', path: userInfoPath });
    const own = parseResponse(response, userInfo, 'The user').zoneinfo;
    const zones = new Set([...(own == null ? [] : [own]), ...Intl.supportedValuesOf('timeZone')]);
    return [...zones].map((zone) => ({ id: zone, label: zone }));
  },
  async contactRecordTypeId(call: LookUp, given: ExternalData): Promise<readonly Choice[]> {
    const found = await described(call, given, 'Contact');
    return (found?.recordTypeInfos ?? [])
      .filter(({ active, available, master }) => active && available && !master)
      .map(({ recordTypeId, name }) => ({ id: recordTypeId, label: name }));
  },
  async campaignType(call: LookUp, given: ExternalData): Promise<readonly Choice[]> {
    const found = await described(call, given, 'Campaign');
    return choicesOf(found?.fields.find(({ name }) => name === 'Type')?.picklistValues ?? []);
  },
  async ownerId(call: LookUp, given: ExternalData): Promise<readonly Choice[]> {
    const version = versionIn(given);
    if (version === undefined) return [];
    const soql = `SELECT Id, Name FROM User WHERE IsActive = true AND UserType = 'Standard' ORDER BY Name LIMIT ${mostUsers}`;
    const response = await call.send({ method: 'GET', path: apiPath(version, '/query'), query: { q: soql } });
    return parseResponse(response, anyFound, 'The list of users').records.map(({ Id, Name }) => ({
      id: Id,
      label: Name ?? Id,
    }));
  },
  async keyFields(call: LookUp, given: ExternalData): Promise<readonly Choice[]> {
    const found: Choice[] = [];
    for (const { object, upsert } of Object.values(kinds)) {
      const fields = (await described(call, given, object))?.fields ?? [];
      const fit = fields.filter(
        (field) =>
          field.custom &&
          field.type === 'string' &&
          field.createable &&
          field.filterable &&
          field.length >= shortestKey &&
          (field.externalId || !upsert),
      );
      found.push(
        ...fit.map(({ name, label }) => ({ id: `${object}.${name}`, label: `${object}: ${label}` })),
      );
    }
    return found;
  },
};
