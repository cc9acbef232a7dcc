/** The two connections of the practice world, as an admin would type them in. */
export const asanaIntegration = (
  simulator: { readonly baseUrl: string; readonly credentials: object; readonly settings: object },
  name: string,
) => ({
  name,
  type: 'ASANA',
  baseUrl: simulator.baseUrl,
  authType: 'BEARER_TOKEN',
  credentials: simulator.credentials,
  settings: simulator.settings,
  syncDirection: 'EXTERNAL_TO_BRITEPOOL',
  syncFrequency: 'REALTIME',
  dataTypes: ['MEMBERS', 'TASKS'],
});

export const genericIntegration = (
  simulator: { readonly baseUrl: string; readonly credentials: object; readonly settings: object },
  name: string,
) => ({
  ...asanaIntegration(simulator, name),
  type: 'GENERIC_REST',
});
