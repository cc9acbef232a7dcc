import type { Clock, RecordStore } from '../../shared/application/ports.ts';
import { findOverlaps } from '../../shared/application/records/find-overlaps.ts';
import { writeRecord } from '../../shared/application/records/write-record.ts';
import type { recordOperations } from '../../shared/contract/records.ts';
import type { ResourceType } from '../../shared/domain/resources.ts';
import { paged } from '../runtime/http/paging.ts';
import { ProblemError } from '../runtime/http/problem.ts';
import { resourceTypeOf as typeOf, recordView as view } from '../runtime/http/record-view.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';

const missing = (type: string, id: string) => ({
  refused: 'not-found' as const,
  message: `There is no ${type.toLowerCase()} "${id}".`,
});

export function recordRoutes(deps: {
  readonly records: RecordStore;
  readonly clock: Clock;
}): Routes<typeof recordOperations> {
  const find = async (type: ResourceType, id: string) =>
    accepted((await deps.records.get(type, id)) ?? missing(type, id));
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
      const record = await find(typeOf(params.resourceType), params.id);
      if ((await deps.records.remove(record.resourceType, record.id, record.version)) === 'removed')
        return { success: true };
      throw new ProblemError(409, 'changed-meanwhile', 'The record was changed meanwhile', {
        hint: 'Load it again and repeat your change.',
      });
    },
  };
}
