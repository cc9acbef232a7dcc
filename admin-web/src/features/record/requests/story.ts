import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { activityOperations } from '../../../../../shared/contract/activity.ts';
import { fieldMappingOperations } from '../../../../../shared/contract/field-mappings.ts';
import { type MappingView, mappingOperations } from '../../../../../shared/contract/mappings.ts';
import { storyOperations } from '../../../../../shared/contract/story.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

export type Story = z.output<typeof storyOperations.recordStory.response>;
export type Place = Story['places'][number];
export type StoryRecord = NonNullable<Story['record']>;
export type Kind = StoryRecord['resourceType'];
export type Value = StoryRecord['fields'][string];
export type Base = MappingView['base'];

/** A record, where else it lives, and its story newest first, page after page. */
export const recordStory = (api: Api, resourceType: Kind, id: string) =>
  infiniteQueryOptions({
    queryKey: ['story', resourceType, id],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: '50', ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return api(storyOperations.recordStory, { params: { resourceType, id }, query }, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ pagination }) => (pagination.hasMore ? pagination.cursor : undefined),
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 2 ? false : pollMs(false)),
  });

/** What the record and its partner in one system last agreed on, by field. */
export const agreedBase = (api: Api, { integrationId }: Place, resourceType: Kind, internalId: string) =>
  queryOptions({
    queryKey: ['base', integrationId, resourceType, internalId],
    queryFn: async ({ signal }) => {
      const params = { id: integrationId, resourceType, internalId };
      return (await api(mappingOperations.getMapping, { params }, signal)).mapping.base;
    },
    refetchInterval: pollMs(false),
  });

/** What the other system has now, in our words, by field. Nothing is written. */
export async function lookNow(
  api: Api,
  { integrationId, externalId }: Place,
  resourceType: Kind,
): Promise<ReadonlyMap<string, Value>> {
  const params = { id: integrationId, resourceType };
  const { rules } = await api(fieldMappingOperations.tryFieldMapping, { params, body: { externalId } });
  return new Map(rules.map(({ field, after }) => [field, after]));
}

/** The rule by which an entry changed a field. */
export const ruleOf = (api: Api, logId: string, field: string) =>
  queryOptions({
    queryKey: ['log', logId, 'rule', field],
    queryFn: async ({ signal }) => {
      const { log } = await api(activityOperations.getLog, { params: { logId } }, signal);
      return log.changes.find((change) => change.field === field)?.rule ?? 'The entry does not say.';
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
