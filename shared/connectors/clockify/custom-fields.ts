import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { DiscoveredField } from '../../domain/look-ups.ts';
import { isObject } from './is-object.ts';
import { customFields, type Settings } from './schema.ts';

interface CustomValue {
  readonly customFieldId: string;
  readonly value?: ExternalData[string] | undefined;
}

/** Values by the id of their field, so that a mapping names one as `custom.<id>`. */
export const byField = (values: readonly CustomValue[] | null | undefined): ExternalData =>
  Object.fromEntries((values ?? []).map(({ customFieldId, value }) => [customFieldId, value ?? null]));

/** Read as `customFieldValues`, written as `customFields`; what is left out of a change is emptied. */
export const toWrite = (before: ExternalData, given: ExternalData[string] | undefined) =>
  Object.entries({ ...before, ...(isObject(given) ? given : {}) }).map(([customFieldId, value]) => ({
    ...{ customFieldId, value },
    sourceType: 'TIMEENTRY',
  }));

const entityTypes: { readonly [stream: string]: string } = { time_entries: 'TIMEENTRY', users: 'USER' };
const types: { readonly [type: string]: DiscoveredField['type'] } = {
  ...{ TXT: 'text', LINK: 'text', NUMBER: 'number', CHECKBOX: 'boolean' },
  ...{ DROPDOWN_SINGLE: 'choice', DROPDOWN_MULTIPLE: 'choices' },
};

/** All of them come at once, whatever page is asked for. */
export async function discoverFields(
  call: Call<Settings>,
  stream: string,
): Promise<readonly DiscoveredField[]> {
  const entityType = entityTypes[stream];
  if (entityType === undefined) return [];
  const response = await call.send({
    method: 'GET',
    path: `/workspaces/${call.settings.workspaceId}/custom-fields`,
    query: { 'entity-type': entityType },
  });
  return parseResponse(response, customFields, 'The custom fields')
    .filter(({ status }) => status !== 'INACTIVE')
    .map(({ id, name, type, allowedValues }) => ({
      path: `custom.${id}`,
      label: name,
      type: types[type] ?? 'other',
      writable: stream === 'time_entries',
      ...(allowedValues == null || allowedValues.length === 0
        ? {}
        : { options: allowedValues.map((value) => ({ id: value, label: value })) }),
    }));
}
