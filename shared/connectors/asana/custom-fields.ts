import type * as z from 'zod';
import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { DiscoveredField } from '../../domain/look-ups.ts';
import { fieldSettings, type Settings } from './schema.ts';

const types: { readonly [subtype: string]: DiscoveredField['type'] } = {
  text: 'text',
  number: 'number',
  enum: 'choice',
  multi_enum: 'choices',
  date: 'date',
  people: 'person',
};
type Field = z.output<typeof fieldSettings>['data'][number]['custom_field'];

/** The id comes unasked. */
const asked = ['name', 'resource_subtype', 'is_formula_field', 'enum_options.name', 'enum_options.enabled'];

/** The custom fields of the chosen projects' tasks; one that several projects share is told once. */
export async function discoverFields(
  call: Call<Settings>,
  stream: string,
): Promise<readonly DiscoveredField[]> {
  if (stream !== 'tasks') return [];
  const found = new Map<string, DiscoveredField>();
  for (const project of call.settings.projectGids)
    for (const field of await fieldsOf(call, project)) found.set(field.gid, toDiscovered(field));
  return [...found.values()];
}

/** Ids of the fields that hold a day. */
export async function dateFields(call: Call<Settings>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const project of call.settings.projectGids)
    for (const { gid, resource_subtype } of await fieldsOf(call, project))
      if (resource_subtype === 'date') found.push(gid);
  return found;
}

async function fieldsOf(call: Call<Settings>, project: string): Promise<readonly Field[]> {
  const response = await call.send({
    method: 'GET',
    path: `/projects/${encodeURIComponent(project)}/custom_field_settings`,
    query: { limit: 100, opt_fields: asked.map((field) => `custom_field.${field}`).join(',') },
  });
  const { data } = parseResponse(response, fieldSettings, 'The custom fields');
  return data.map(({ custom_field }) => custom_field);
}

const toDiscovered = (field: Field): DiscoveredField => ({
  path: `custom_fields.${field.gid}`,
  label: field.name,
  type: types[field.resource_subtype] ?? 'other',
  writable: field.is_formula_field !== true,
  ...(field.enum_options === undefined
    ? {}
    : {
        options: field.enum_options
          .filter(({ enabled }) => enabled !== false)
          .map(({ gid, name }) => ({ id: gid, label: name })),
      }),
});
