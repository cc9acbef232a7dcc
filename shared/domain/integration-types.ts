// Written by `npm run systems` from the folders in shared/connectors.

/** Every system that can be connected. */
export const integrationTypes = [
  'ASANA',
  'CLICKUP',
  'CLOCKIFY',
  'GENERIC_REST',
  'HARVEST',
  'HUBSPOT',
  'MONDAY',
  'SALESFORCE',
  'TOGGL',
  'TRELLO',
] as const;
export type IntegrationType = (typeof integrationTypes)[number];

/** What people call them. */
export const systemNames: { readonly [type in IntegrationType]: string } = {
  ASANA: 'Asana',
  CLICKUP: 'ClickUp',
  CLOCKIFY: 'Clockify',
  GENERIC_REST: 'Other REST system',
  HARVEST: 'Harvest',
  HUBSPOT: 'HubSpot',
  MONDAY: 'monday.com',
  SALESFORCE: 'Salesforce',
  TOGGL: 'Toggl Track',
  TRELLO: 'Trello',
};
