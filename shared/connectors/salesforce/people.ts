import type { ExternalData } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { equal, given, type Kind } from './kinds.ts';
import type { Row } from './schema.ts';

/** A person has one name here; Salesforce makes `Name` of its parts and takes only those. */
export const contacts: Kind = {
  object: 'Contact',
  upsert: true,
  where: ({ contactRecordTypeId }) => equal('RecordTypeId', contactRecordTypeId),
  needs: ['Name', 'Email', 'Phone'],
  looksBefore: ({ Name }) => Name !== undefined,
  body({ Name, ...data }, _settings, before) {
    return Name === undefined ? data : { ...data, ...partsOf(Name, before) };
  },
  made: ({ contactRecordTypeId }) => given('RecordTypeId', contactRecordTypeId),
};

/** The last word is the last name, unless only the first name changed before the last name that stands there. */
function partsOf(name: ExternalData[string], before: Row | undefined): ExternalData {
  const words = typeof name === 'string' ? name.trim().split(/\s+/) : [];
  const whole = words.join(' ');
  if (whole === '') throw refusal('Salesforce needs the name of a person. Give it in BritePool.');
  if (before?.MiddleName || before?.Suffix)
    throw refusal(
      'This contact has a middle name or suffix, which BritePool has not: change the name in Salesforce.',
    );
  const last = before?.LastName;
  const kept = typeof last === 'string' && whole.endsWith(` ${last}`) ? last : undefined;
  const lastName = kept ?? words.at(-1) ?? whole;
  const firstName = whole.slice(0, whole.length - lastName.length).trim();
  return { FirstName: firstName === '' ? null : firstName, LastName: lastName };
}

const refusal = (message: string): FaultError =>
  new FaultError({ kind: 'rejected', message, pointer: '/Name' });
