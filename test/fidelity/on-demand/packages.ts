/** HubSpot's own client: 50 MB in 8,800 files, more than all other clients together. */
export const hubspotClient = { '@hubspot/api-client': '14.0.1' };
/** 70 MB with all they need. */
export const prismPackages = {
  '@stoplight/prism-http': '5.16.0',
  '@stoplight/prism-http-server': '5.16.0',
};
