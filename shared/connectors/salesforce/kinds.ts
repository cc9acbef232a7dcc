import type { ExternalData } from '../../domain/external.ts';
import type { Row, Settings } from './schema.ts';
import { quoted } from './soql.ts';

/** One object of Salesforce as one of our kinds of record. */
export interface Kind {
  readonly object: 'Contact' | 'Task' | 'Event' | 'Campaign' | 'CampaignMember';
  /** Whether records of it can be made under a key of ours; activities have no external ids that are sure to work. */
  readonly upsert: boolean;
  /** Which rows of the object are meant. */
  readonly where: (settings: Settings) => readonly string[];
  /** Without any of these fields a row says something else than it means. */
  readonly needs: readonly string[];
  /** A row as field mappings see it. */
  readonly shape?: (row: ExternalData, settings: Settings) => ExternalData;
  /** What is written for mapped values; `before`: the row as it is, where `looksBefore` asked for it. */
  readonly body?: (data: ExternalData, settings: Settings, before: Row | undefined) => ExternalData;
  readonly looksBefore?: (data: ExternalData) => boolean;
  /** Values of new rows besides. */
  readonly made?: (settings: Settings) => ExternalData;
}

/** The value that an admin chose, if one did. */
export const given = (field: string, value: string | undefined): ExternalData =>
  value === undefined ? {} : { [field]: value };
/** The condition that holds only what an admin chose, if anything. */
export const equal = (field: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [`${field} = ${quoted(value)}`];

/**
 * An activity names whom and what it is about by ids of any object. Contacts and campaigns are ours, and told apart
 * from leads, accounts and the rest by how their ids begin.
 */
export const aboutOf = ({ WhoId, WhatId }: ExternalData): ExternalData => ({
  ContactId: typeof WhoId === 'string' && WhoId.startsWith('003') ? WhoId : null,
  CampaignId: typeof WhatId === 'string' && WhatId.startsWith('701') ? WhatId : null,
});
export function aboutTo({ ContactId, CampaignId, ...data }: ExternalData): ExternalData {
  return {
    ...data,
    ...(ContactId === undefined ? {} : { WhoId: ContactId }),
    ...(CampaignId === undefined ? {} : { WhatId: CampaignId }),
  };
}

export const tasks: Kind = {
  object: 'Task',
  upsert: false,
  // Mails and calls that were logged are kept as tasks as well; the head of a series is none that can be done.
  where: () => ["TaskSubtype = 'Task'", 'IsRecurrence = false'],
  needs: ['Subject', 'Description', 'Status', 'Priority', 'ActivityDate', 'WhoId', 'WhatId'],
  shape: (row) => ({ ...row, ...aboutOf(row) }),
  body: aboutTo,
  made: ({ ownerId }) => given('OwnerId', ownerId),
};

export const campaigns: Kind = {
  object: 'Campaign',
  upsert: true,
  where: ({ campaignType }) => equal('Type', campaignType),
  needs: ['Name', 'Description'],
  made: ({ campaignType }) => ({ IsActive: true, ...given('Type', campaignType) }),
};
