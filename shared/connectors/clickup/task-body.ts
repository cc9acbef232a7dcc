import type { ExternalData } from '../../domain/external.ts';
import type { FieldValue } from '../../domain/values.ts';
import { msOf, noonOf } from './days.ts';
import type { Settings } from './schema.ts';

export const isObject = (value: FieldValue | undefined): value is ExternalData =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const priorities = ['urgent', 'high', 'normal', 'low'];

/** ClickUp keeps tags in small letters. */
export const tagsIn = (tags: FieldValue): readonly string[] =>
  Array.isArray(tags) ? [...new Set(tags.map((tag: FieldValue) => String(tag).toLowerCase()))] : [];

type Write = (value: FieldValue, settings: Settings) => { readonly [name: string]: FieldValue };

const writes: ReadonlyMap<string, Write> = new Map(
  Object.entries<Write>({
    name: (name) => ({ name }),
    // Nothing at all would leave the old text. https://developer.clickup.com/reference/updatetask
    markdown_description: (value) => ({ markdown_content: value ?? ' ' }),
    // What ClickUp does not know becomes a number that it refuses.
    priority: (value) => ({ priority: value === null ? null : priorities.indexOf(String(value)) + 1 }),
    time_estimate: (time_estimate) => ({ time_estimate }),
    due_day: (day, { timeZone }) => ({ due_date: noonOf(day, timeZone), due_date_time: false }),
    start_day: (day, { timeZone }) => ({ start_date: noonOf(day, timeZone), start_date_time: false }),
    due_at: (at) => ({ due_date: msOf(at), due_date_time: true }),
    start_at: (at) => ({ start_date: msOf(at), start_date_time: true }),
  }),
);

/** The given values by the names that ClickUp writes; a new task leaves out what is empty. */
export function bodyOf(settings: Settings, data: ExternalData, verb: 'create' | 'update'): ExternalData {
  const given = Object.entries(data).filter(([, value]) => verb === 'update' || value !== null);
  return Object.assign({}, ...given.map(([name, value]) => writes.get(name)?.(value, settings)));
}
