import type { ExternalData } from '../domain/external.ts';
import type { FieldMappingSet } from '../domain/field-mapping.ts';
import type { SignInValues } from '../domain/sign-in.ts';
import type { CredentialField } from './auth-scheme.ts';
import type { Connector, StreamFacts } from './connector.ts';
import { grantIn, grantsOf } from './oauth/grants.ts';
import { budgetsOf } from './plans.ts';

/** What use cases need to know of a connector without connecting. */
export function factsOf<Settings>(connector: Connector<Settings>) {
  const { manifest } = connector;
  const streamsFor = (settings: ExternalData): readonly StreamFacts[] => {
    const parsed = connector.settings.safeParse(settings);
    return parsed.success && connector.streamFacts !== undefined
      ? connector.streamFacts(parsed.data)
      : manifest.streams;
  };
  return {
    type: manifest.type,
    webhooks: manifest.webhooks,
    budgets: (settings: ExternalData) => budgetsOf(manifest, settings),
    streams: (settings: ExternalData) =>
      streamsFor(settings).map(({ name, resourceType }) => ({ name, resourceType })),
    defaultFieldMappings: (
      settings: ExternalData,
    ): readonly Omit<FieldMappingSet, 'integrationId' | 'version' | 'schemaVersion'>[] =>
      streamsFor(settings).map(({ name, resourceType, fieldMappings }) => ({
        resourceType,
        stream: name,
        fields: fieldMappings,
      })),
    checkSettings: (settings: ExternalData) => {
      const parsed = connector.settings.safeParse(settings);
      if (parsed.success) return [];
      return parsed.error.issues.map((issue) => ({
        pointer: `/settings/${issue.path.map(String).join('/')}`,
        message: issue.message,
      }));
    },
    checkCredentials: (authType: string, values: SignInValues, settings: ExternalData) =>
      checkCredentials(connector, authType, values, settings),
  };
}

function checkCredentials<Settings>(
  connector: Connector<Settings>,
  authType: string,
  values: SignInValues,
  settings: ExternalData,
) {
  const scheme = connector.manifest.auth.find((item) => item.authType === authType);
  if (scheme === undefined) {
    const known = connector.manifest.auth.map((item) => item.authType).join(', ');
    return [{ pointer: '/authType', message: `${connector.manifest.name} signs in by ${known}.` }];
  }
  if (scheme.authType !== 'OAUTH2') return missing(scheme.fields, values);
  const grants = grantsOf(connector, settings);
  const grant = grantIn(grants, values);
  if (grant === undefined) {
    const known = grants.map((item) => item.grant).join(', ');
    return [{ pointer: '/credentials/grant', message: `${connector.manifest.name} signs in by ${known}.` }];
  }
  return missing(grant.fields, values);
}

const missing = (fields: readonly CredentialField[], values: SignInValues) =>
  fields
    .filter((field) => field.optional !== true && (values[field.name] ?? '').trim() === '')
    .map((field) => ({
      pointer: `/credentials/${field.name}`,
      message: `${field.label} is needed: ${field.help}`,
    }));
