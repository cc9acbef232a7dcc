/** The further APIs of Toggl Track, at the same address as the first. */
const origin = 'https://api.track.toggl.com';

export const reportOf = (workspaceId: string): string =>
  `${origin}/reports/api/v3/workspace/${workspaceId}/search/time_entries`;
export const subscriptionsOf = (workspaceId: string): string =>
  `${origin}/webhooks/api/v1/subscriptions/${workspaceId}`;
export const pingOf = (workspaceId: string, subscriptionId: string): string =>
  `${origin}/webhooks/api/v1/ping/${workspaceId}/${encodeURIComponent(subscriptionId)}`;
