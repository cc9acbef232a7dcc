import type { IntegrationStore, LogStore, PairStore, RecordStore } from '../../shared/application/ports.ts';
import type { storyOperations } from '../../shared/contract/story.ts';
import { paged } from '../runtime/http/paging.ts';
import { ProblemError } from '../runtime/http/problem.ts';
import { recordView, resourceTypeOf } from '../runtime/http/record-view.ts';
import type { RouteOutput, Routes } from '../runtime/http/serve.ts';
import { pairState } from './pair-state.ts';
import { titled } from './titles.ts';

export interface StoryDeps {
  readonly integrations: Pick<IntegrationStore, 'list'>;
  readonly pairs: Pick<PairStore, 'byInternalId'>;
  readonly records: Pick<RecordStore, 'get' | 'getMany'>;
  readonly logs: Pick<LogStore, 'ofRecord'>;
}
type Place = RouteOutput<(typeof storyOperations)['recordStory']>['places'][number];

export function storyRoutes(deps: StoryDeps): Routes<typeof storyOperations> {
  return {
    async recordStory({ params, query }) {
      const type = resourceTypeOf(params.resourceType);
      const [record, integrations, page] = await Promise.all([
        deps.records.get(type, params.id),
        deps.integrations.list({}),
        paged(
          query,
          (request) => deps.logs.ofRecord(type, params.id, request),
          (log) => log,
        ),
      ]);
      if (record === undefined && page.items.length === 0 && query.cursor === undefined)
        throw new ProblemError(404, 'not-found', 'There is no such record, and there never was', {
          hint: 'Look for it by its title, or by its id in the other system.',
        });
      const found = await Promise.all(
        integrations.map(async ({ id, name }): Promise<readonly Place[]> => {
          const pair = await deps.pairs.byInternalId(id, type, params.id);
          if (pair === undefined) return [];
          return [
            { integrationId: id, integrationName: name, externalId: pair.externalId, state: pairState(pair) },
          ];
        }),
      );
      return {
        record: record === undefined ? null : recordView(record),
        places: found.flat(),
        logs: await titled(deps.records, page.items),
        pagination: page.pagination,
      };
    },
  };
}
