import type { CredentialField } from '../../connector-kit/auth-scheme.ts';
import type { Manifest, StreamManifest } from '../../connector-kit/manifest.ts';
import type { FieldMapping } from '../../domain/field-mapping.ts';

const endpoint = {
  tokenUrl: '{origin}/services/oauth2/token',
  clientAuthentication: 'body',
  apiBaseUrlField: 'instance_url',
} as const;
const key = (enable: string): CredentialField => ({
  name: 'clientId',
  label: 'Consumer key',
  help: `In Salesforce: Setup → External Client App Manager → your app → OAuth Settings. ${enable}`,
  secret: false,
});
const secret: CredentialField = {
  name: 'clientSecret',
  label: 'Consumer secret',
  help: 'On the same page, below the consumer key.',
  secret: true,
};

const everything: StreamManifest['can'] = {
  ...{ create: true, update: true, delete: true, incremental: true, deletions: 'feed' },
};
const ours = (
  externalField: string,
  internalField: string,
  more: Partial<FieldMapping> = {},
): FieldMapping => ({ externalField, internalField, transform: 'string', direction: 'both', ...more });
const member = { type: 'lookup', resourceType: 'MEMBER' } as const;
const committee = { type: 'lookup', resourceType: 'COMMITTEE' } as const;
const moment = { type: 'zoned', zoneField: 'TimeZone', as: 'instant' } as const;
const subject = ours('Subject', 'title', { required: true });
const description = ours('Description', 'description', { emptyOverwrites: true });
const about = ours('CampaignId', 'committeeId', { transform: committee, emptyOverwrites: true });
const chosen = { choices: true, optional: true, after: ['apiVersion'] } as const;

/** Facts: https://developer.salesforce.com/docs/platform/api-rest/guide/ and the object reference, read 2026-11. */
export const manifest = {
  type: 'SALESFORCE',
  name: 'Salesforce',
  docsUrl: 'https://developer.salesforce.com/docs/platform/api-rest/guide/intro_rest.html',
  // Every org has an address of its own.
  defaultBaseUrl: null,
  auth: [
    {
      authType: 'OAUTH2',
      grants: [
        {
          grant: 'client-credentials',
          ...endpoint,
          scopes: [],
          fields: [key('Enable the client credentials flow there and name the user it runs as.'), secret],
        },
        {
          grant: 'authorization-code',
          ...endpoint,
          authorizeUrl: '{origin}/services/oauth2/authorize',
          scopes: ['api', 'id', 'refresh_token'],
          pkce: 'S256',
          // An app may be set to either; what comes back is stored, and kept where nothing comes back.
          refresh: 'rotating',
          fields: [key('Enter our redirect address there.'), secret],
        },
        {
          grant: 'jwt-bearer',
          ...endpoint,
          audience: '{origin}',
          assertionSeconds: 170,
          scopes: [],
          fields: [
            key('Enable the JWT bearer flow there and upload the certificate of the key.'),
            {
              name: 'username',
              label: 'User name',
              help: 'The user that the sync works as, like sync@your-org.example. The app’s policies have to admit it beforehand.',
              secret: false,
            },
            {
              name: 'privateKey',
              label: 'Private key',
              help: 'The PEM text of the RSA key that belongs to the certificate.',
              secret: true,
            },
          ],
        },
      ],
    },
  ],
  settings: [
    {
      name: 'apiVersion',
      label: 'Version of the API',
      help: 'The newest that is offered. It stays as chosen when Salesforce brings out another.',
      choices: true,
    },
    {
      name: 'timeZone',
      label: 'Time zone',
      help: 'In which events are shown, since Salesforce keeps moments only.',
      choices: true,
    },
    {
      name: 'contactRecordTypeId',
      label: 'Contacts that are members',
      help: 'Only contacts of this record type are synced. Leave it empty for all.',
      ...chosen,
    },
    {
      name: 'campaignType',
      label: 'Campaigns that are committees',
      help: 'Only campaigns of this type are synced, and new ones get it. Leave it empty for all.',
      ...chosen,
    },
    {
      name: 'ownerId',
      label: 'Owner of new tasks and events',
      help: 'The Salesforce user who gets what is made in BritePool. Leave it empty for the sync’s own user.',
      ...chosen,
    },
    {
      name: 'keyFields',
      label: 'Fields for our key',
      help: 'Custom text fields in which BritePool notes what it made, one per object. Without them, a record whose creation was cut off is looked for by its values.',
      ...chosen,
      many: true,
    },
  ],
  streams: [
    {
      name: 'contacts',
      resourceType: 'MEMBER',
      label: 'Contacts',
      can: everything,
      personal: ['FirstName', 'LastName'],
      fieldMappings: [
        ours('Name', 'name', { required: true }),
        ours('Email', 'email'),
        ours('Phone', 'phone'),
      ],
    },
    {
      name: 'campaigns',
      resourceType: 'COMMITTEE',
      label: 'Campaigns',
      can: everything,
      fieldMappings: [ours('Name', 'name', { required: true }), description],
    },
    {
      name: 'campaign_members',
      resourceType: 'COMMITTEE_MEMBER',
      label: 'Members of campaigns',
      can: everything,
      fieldMappings: [
        ours('CampaignId', 'committeeId', { transform: committee, required: true }),
        ours('ContactId', 'memberId', { transform: member, required: true }),
      ],
    },
    {
      name: 'tasks',
      resourceType: 'TASK',
      label: 'Tasks',
      can: everything,
      fieldMappings: [
        subject,
        description,
        ours('Status', 'status', {
          transform: {
            type: 'enum',
            mapping: {
              'Not Started': 'TODO',
              'In Progress': 'IN_PROGRESS',
              Completed: 'COMPLETED',
              'Waiting on someone else': 'BLOCKED',
              Deferred: 'BLOCKED',
            },
            outward: { BLOCKED: 'Waiting on someone else', CANCELLED: 'Completed' },
          },
        }),
        ours('Priority', 'priority', {
          transform: {
            type: 'enum',
            mapping: { High: 'HIGH', Normal: 'MEDIUM', Low: 'LOW' },
            outward: { URGENT: 'High' },
          },
        }),
        ours('ActivityDate', 'dueDate', { transform: 'date', emptyOverwrites: true }),
        ours('ContactId', 'assignedToId', { transform: member, emptyOverwrites: true }),
        about,
      ],
    },
    {
      name: 'events',
      resourceType: 'EVENT',
      label: 'Events',
      can: everything,
      fieldMappings: [
        subject,
        description,
        ours('StartDateTime', 'startsAt', { transform: moment, required: true }),
        ours('EndDateTime', 'endsAt', { transform: moment }),
        ours('Location', 'location', { emptyOverwrites: true }),
        about,
      ],
    },
  ],
  webhooks: {
    supported: false,
    why: 'Salesforce sends nothing that is signed and tells of deletions: it is asked every 15 minutes what changed.',
  },
  limits: {
    budgets: [
      {
        scope: 'account',
        requests: 100_000,
        seconds: 86_400,
        note: 'of the whole org, Enterprise Edition without its licences. Developer Edition has 15,000; what each answer says is left is kept as well.',
        source:
          'https://developer.salesforce.com/docs/platform/salesforce-app-limits-cheatsheet/guide/salesforce-app-limits-platform-api.html',
      },
    ],
    pageSize: 200,
  },
  cannot: [
    'Salesforce has no webhooks; changes are found every 15 minutes. Its outbound messages are not signed and tell of no deletions; its change events need a program that is always connected.',
    'Salesforce has no time entries; participation logs are not synced.',
    'A contact has no active or inactive status and no role in BritePool’s sense; a custom field can be mapped to them.',
    'A task’s owner is a Salesforce user; the member it is assigned to here is the contact that it names.',
    'Logged e-mails and calls are not synced as tasks, nor are the heads of repeating tasks and events, and of what others are invited to only the organiser’s event.',
    'Names with a middle name or suffix are changed in Salesforce only.',
    'A member of a campaign cannot be moved to another campaign or person; leads in campaigns are not synced.',
    'A cancelled task becomes a completed one in Salesforce, and an urgent one a task of high priority.',
    'A record that was purged is called deleted only if the log of deletions names it (15 days) or the sync’s user may view all data.',
    'Salesforce’s duplicate rules stay in force: a contact that they refuse is set aside for an admin.',
  ],
  healingPollMinutes: 15,
} as const satisfies Manifest;
