import type { ResourceType } from './resources.ts';
import { canonicalText, type Fields, type FieldValue, fieldValue } from './values.ts';

/** Per kind of record the fields by which a person tells one from another; the first set that has a value counts. */
const identifying: { readonly [type in ResourceType]: readonly (readonly string[])[] } = {
  TASK: [['title']],
  MEMBER: [['email'], ['name']],
  PARTICIPATION_LOG: [['date', 'minutes', 'description'], ['startedAt']],
  EVENT: [['title']],
  COMMITTEE: [['name']],
  COMMITTEE_MEMBER: [['committeeId', 'memberId']],
};

/**
 * Text that is equal for two records that a person would take for the same, whatever a vendor does to capitals and
 * white space. `undefined` for a record that has nothing to be recognised by.
 */
export function identityOf(type: ResourceType, fields: Fields): string | undefined {
  for (const names of identifying[type]) {
    const values = names.map((name) => plain(fieldValue(fields, name)));
    if (values.some((value) => value !== null)) return canonicalText([type, ...names, ...values]);
  }
  return undefined;
}

const plain = (value: FieldValue): FieldValue =>
  typeof value === 'string' ? value.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase() : value;
