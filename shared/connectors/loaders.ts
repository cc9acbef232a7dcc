// Written by `npm run systems` from the folders in shared/connectors.

/** Every connector by its type, each in a file of its own that is read when it is first needed. */
export const loaders = {
  ASANA: async () => (await import('./asana/index.ts')).asana,
  CLICKUP: async () => (await import('./clickup/index.ts')).clickup,
  CLOCKIFY: async () => (await import('./clockify/index.ts')).clockify,
  GENERIC_REST: async () => (await import('./generic-rest/index.ts')).genericRest,
  HARVEST: async () => (await import('./harvest/index.ts')).harvest,
  HUBSPOT: async () => (await import('./hubspot/index.ts')).hubspot,
  MONDAY: async () => (await import('./monday/index.ts')).monday,
  SALESFORCE: async () => (await import('./salesforce/index.ts')).salesforce,
  TOGGL: async () => (await import('./toggl/index.ts')).toggl,
  TRELLO: async () => (await import('./trello/index.ts')).trello,
};
