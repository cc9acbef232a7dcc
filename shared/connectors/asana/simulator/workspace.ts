export const workspaceGid = '1200000000000001';
export const projectGid = '1200000000000100';
export const token = 'asana-practice-token';
/** The app that is registered here. */
export const client = { clientId: '1201234567890', clientSecret: 'asana-practice-client-secret' };
