import type { Clock, RecordStore } from '../../shared/application/ports.ts';
import { findOverlaps } from '../../shared/application/records/find-overlaps.ts';
import { noRecord, removeRecord } from '../../shared/application/records/remove-record.ts';
import { writeRecord } from '../../shared/application/records/write-record.ts';
import type { recordOperations } from '../../shared/contract/records.ts';
import type { ResourceType } from '../../shared/domain/resources.ts';
import { paged } from '../runtime/http/paging.ts';
import { resourceTypeOf as typeOf, recordView as view } from '../runtime/http/record-view.ts';
import { accepted, refuse } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';

export function recordRoutes(deps: {
  readonly records: RecordStore;
  readonly clock: Clock;
}): Routes<typeof recordOperations> {
  const find = async (type: ResourceType, id: string) =>
    accepted((await deps.records.get(type, id)) ?? noRecord(type, id));
  return {
    async findOverlaps({ query: { memberId, from, to } }) {
      const search = {
        ...(memberId === undefined ? {} : { memberId }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      };
      const { overlaps, ...counts } = await findOverlaps(deps, search);
      return { overlaps: overlaps.map((each) => ({ ...each })), ...counts };
    },
    async listRecords({ params, query }) {
      const type = typeOf(params.resourceType);
      const page = await paged(query, (request) => deps.records.list(type, request), view);
      return { records: page.items, pagination: page.pagination };
    },
    getRecord: async ({ params }) => ({ record: view(await find(typeOf(params.resourceType), params.id)) }),
    async putRecord({ params, body, caller }) {
      const type = typeOf(params.resourceType);
      const write = {
        fields: body.fields,
        ...(body.externalSyncEnabled === undefined ? {} : { externalSyncEnabled: body.externalSyncEnabled }),
        ...(body.version === undefined ? {} : { version: body.version }),
      };
      const by = { kind: 'britepool', id: caller.id } as const;
      return { record: view(accepted(await writeRecord(deps, type, params.id, write, by)).record) };
    },
    async deleteRecord({ params }) {
      const answer = await removeRecord(deps, typeOf(params.resourceType), params.id);
      return answer === 'removed' ? { success: true } : refuse(answer);
    },
  };
}
