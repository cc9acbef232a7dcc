import * as z from 'zod';

export const fieldShape = z.object({
  name: z.string(),
  type: z.string(),
  label: z.string().optional(),
  length: z.number().optional(),
  /** Letters: c may be given to new rows, u may be changed, r has to be there. */
  may: z.string().optional(),
  values: z.array(z.string()).optional(),
  restricted: z.boolean().optional(),
  to: z.array(z.string()).optional(),
  externalId: z.boolean().optional(),
});
export type Field = z.output<typeof fieldShape>;

const field = (name: string, type: string, may = 'cu', more: Partial<Field> = {}): Field => ({
  ...{ name, type, may },
  ...more,
});
const text = (name: string, length: number, may = 'cu', more: Partial<Field> = {}): Field =>
  field(name, 'string', may, { length, ...more });
const reference = (name: string, to: readonly string[], may = 'cu'): Field =>
  field(name, 'reference', may, { to: [...to] });
const picklist = (name: string, values: readonly string[], may = 'cu', restricted = false): Field =>
  field(name, 'picklist', may, { values: [...values], restricted });

const system: readonly Field[] = [
  field('Id', 'id', ''),
  field('IsDeleted', 'boolean', ''),
  field('CreatedDate', 'datetime', ''),
  field('LastModifiedDate', 'datetime', ''),
  field('SystemModstamp', 'datetime', ''),
];
const owner = reference('OwnerId', ['User']);
const key = text('BritePool_Key__c', 255, 'cu', { label: 'BritePool key', externalId: true });
const activityKey = text('BritePool_Key__c', 255, 'cu', { label: 'BritePool key' });
const about = [reference('WhoId', ['Contact', 'Lead']), reference('WhatId', ['Campaign', 'Account'])];

export interface ObjectShape {
  readonly prefix: string;
  readonly fields: readonly Field[];
}

/** What this org has of Salesforce's objects. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/ */
export const objects: { readonly [name: string]: ObjectShape } = {
  User: {
    prefix: '005',
    fields: [
      ...system,
      text('Name', 121, ''),
      text('Username', 80),
      field('Email', 'email', 'cu', { length: 128 }),
      field('IsActive', 'boolean'),
      picklist('UserType', ['Standard', 'AutomatedProcess'], ''),
    ],
  },
  Contact: {
    prefix: '003',
    fields: [
      ...system,
      owner,
      text('Name', 121, ''),
      text('FirstName', 40),
      text('LastName', 80, 'cur'),
      text('MiddleName', 40),
      text('Suffix', 40),
      field('Email', 'email', 'cu', { length: 80 }),
      field('Phone', 'phone', 'cu', { length: 40 }),
      text('Title', 128),
      field('Description', 'textarea', 'cu', { length: 32_000 }),
      reference('RecordTypeId', ['RecordType']),
      field('Joined__c', 'date', 'cu', { label: 'Joined' }),
      { ...picklist('Garden__c', ['North', 'South']), label: 'Garden' },
      field('Hours__c', 'double', '', { label: 'Hours this year' }),
      key,
    ],
  },
  Task: {
    prefix: '00T',
    fields: [
      ...system,
      owner,
      text('Subject', 255),
      field('Description', 'textarea', 'cu', { length: 32_000 }),
      picklist(
        'Status',
        ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'],
        'cu',
        true,
      ),
      picklist('Priority', ['High', 'Normal', 'Low'], 'cu', true),
      field('ActivityDate', 'date'),
      ...about,
      field('IsClosed', 'boolean', ''),
      field('IsArchived', 'boolean', ''),
      field('IsRecurrence', 'boolean', 'c'),
      picklist('TaskSubtype', ['Task', 'Email', 'Call'], 'c'),
      activityKey,
    ],
  },
  Event: {
    prefix: '00U',
    fields: [
      ...system,
      owner,
      text('Subject', 255),
      field('Description', 'textarea', 'cu', { length: 32_000 }),
      text('Location', 255),
      field('StartDateTime', 'datetime'),
      field('EndDateTime', 'datetime'),
      field('DurationInMinutes', 'int'),
      field('IsAllDayEvent', 'boolean'),
      field('ActivityDate', 'date'),
      ...about,
      field('IsChild', 'boolean', ''),
      field('IsRecurrence', 'boolean', 'c'),
      field('IsArchived', 'boolean', ''),
      activityKey,
    ],
  },
  Campaign: {
    prefix: '701',
    fields: [
      ...system,
      owner,
      text('Name', 80, 'cur'),
      field('Description', 'textarea', 'cu', { length: 32_000 }),
      picklist('Type', ['Committee', 'Conference', 'Email']),
      field('IsActive', 'boolean'),
      key,
    ],
  },
  CampaignMember: {
    prefix: '00v',
    fields: [
      ...system,
      reference('CampaignId', ['Campaign'], 'cr'),
      reference('ContactId', ['Contact'], 'c'),
      reference('LeadId', ['Lead'], 'c'),
      picklist('Status', ['Sent', 'Responded']),
      key,
    ],
  },
};

/** Objects of which rows are only referred to. */
export const foreign: { readonly [prefix: string]: string } = { '00Q': 'Lead', '001': 'Account' };

export const recordTypes = [
  { recordTypeId: '012000000000000AAA', name: 'Master', master: true },
  { recordTypeId: '012Wx0000000001IAA', name: 'Neighbour', master: false },
].map((type) => ({ ...type, active: true, available: true, defaultRecordTypeMapping: !type.master }));
