import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { alertRuleOperations } from '../../../../../shared/contract/alert-rules.ts';
import type { Api } from '../../../lib/api.ts';
import { useApi } from '../../../lib/session.ts';

export type ChannelsView = z.output<typeof alertRuleOperations.getChannels.response>['channels'];
export type ChannelsWish = z.input<typeof alertRuleOperations.changeChannels.body>;

const queryKey = ['channels'];

export const channels = (api: Api) =>
  queryOptions({
    queryKey,
    queryFn: async ({ signal }) => (await api(alertRuleOperations.getChannels, {}, signal)).channels,
  });

/** Names who is mailed, or sets or forgets the Slack channel. */
export function useChangeChannels() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: ChannelsWish) => api(alertRuleOperations.changeChannels, { body: wish }),
    onSuccess: ({ channels: now }) => client.setQueryData(queryKey, now),
    onError: () => client.invalidateQueries({ queryKey }),
  });
}
