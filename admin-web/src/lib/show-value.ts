import type { LogDetail } from '../../../shared/contract/activity.ts';
import { fieldSpec } from '../../../shared/domain/resources.ts';
import { capital } from './words.ts';

type Kind = LogDetail['resourceType'];
type Value = LogDetail['changes'][number]['before'];

/** What people call a field. */
export const fieldLabel = (type: Kind, field: string): string =>
  field === '*' ? 'The whole record' : (fieldSpec(type, field)?.label ?? field);

const plainDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const isTime = (text: string) => !Number.isNaN(Date.parse(text));

/** A field's value as people read it; `null` is "empty". */
export function showValue(type: Kind, field: string, value: Value): string {
  const kind = fieldSpec(type, field)?.kind;
  if (value === null) return 'empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en-GB');
  if (typeof value !== 'string') return Array.isArray(value) ? listed(value) : JSON.stringify(value);
  if (kind === 'enum') return capital(value.toLowerCase().replaceAll('_', ' '));
  if (kind === 'plain-date' && isTime(value)) return plainDate.format(new Date(value));
  return kind === 'instant' && isTime(value) ? moment.format(new Date(value)) : value;
}

const listed = (items: readonly Value[]): string =>
  items.length === 0
    ? 'empty'
    : items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join(', ');
