import * as z from 'zod';
import type { ExternalData } from '../../domain/external.ts';
import type { FieldValue } from '../../domain/values.ts';

const named = z.object({ gid: z.string() });
/** One custom field of a task; which of its values counts is told by its subtype. */
export const customValue = z.object({
  gid: z.string(),
  resource_subtype: z.string(),
  text_value: z.string().nullish(),
  number_value: z.number().nullish(),
  enum_value: named.nullish(),
  multi_enum_values: z.array(named).nullish(),
  people_value: z.array(named).nullish(),
  date_value: z.object({ date: z.string().nullish() }).nullish(),
  display_value: z.string().nullish(),
});
type CustomValue = z.output<typeof customValue>;

export const customValueFields = [
  ...['resource_subtype', 'text_value', 'number_value', 'enum_value', 'multi_enum_values', 'people_value'],
  ...['date_value.date', 'display_value'],
].map((name) => `custom_fields.${name}`);

const gids = (all: CustomValue['people_value']): FieldValue => (all ?? []).map(({ gid }) => gid);
const readers: { readonly [subtype: string]: (field: CustomValue) => FieldValue } = {
  text: ({ text_value }) => text_value ?? null,
  number: ({ number_value }) => number_value ?? null,
  enum: ({ enum_value }) => enum_value?.gid ?? null,
  multi_enum: ({ multi_enum_values }) => gids(multi_enum_values),
  people: ({ people_value }) => gids(people_value),
  date: ({ date_value }) => date_value?.date ?? null,
};
const shown = ({ display_value }: CustomValue): FieldValue => display_value ?? null;

/** Values by the id of their field, so that a mapping names one as `custom_fields.<id>`. */
export const valuesOf = (fields: readonly CustomValue[]): ExternalData =>
  Object.fromEntries(fields.map((field) => [field.gid, (readers[field.resource_subtype] ?? shown)(field)]));

const day = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (value: FieldValue): boolean => typeof value === 'string' && day.test(value);

/**
 * The data as Asana takes it: days of date fields in an object of their own. `dateFields` is asked only where a value
 * looks like a day, which may stand in a text as well. https://developers.asana.com/docs/custom-fields-guide
 */
export async function writtenValues(
  data: ExternalData,
  dateFields: () => Promise<readonly string[]>,
): Promise<ExternalData> {
  const given = data.custom_fields;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return data;
  const values = Object.entries(given);
  if (!values.some(([, value]) => isDay(value))) return data;
  const dates = await dateFields();
  const custom_fields = values.map(([gid, value]) => [
    gid,
    dates.includes(gid) && isDay(value) ? { date: value } : value,
  ]);
  return { ...data, custom_fields: Object.fromEntries(custom_fields) };
}
