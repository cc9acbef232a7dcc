import * as z from 'zod';
import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { ask } from './ask.ts';
import { type Settings, type User, user } from './schema.ts';
import { isId } from './texts.ts';

const pageSize = 500;
/** Everybody, whoever left included: without the states only the active ones and the invited are listed. */
const query = `query ($ids: [ID!], $page: Int!, $limit: Int!) {
r: users(ids: $ids, status: [ACTIVE, PENDING, INACTIVE], page: $page, limit: $limit,
sort: [{ field: CREATED_AT, direction: ASC }]) { id name email phone mobile_phone kind status }
}`;
const toRecord = (data: User): ExternalRecord => ({ id: data.id, data });

const read = (call: Call<Settings>, variables: { readonly [name: string]: unknown }) =>
  ask(call, query, { limit: pageSize, ...variables }, z.array(user));

export const users: StreamOperations<Settings> = {
  async list(call, { cursor }) {
    const page = Number(cursor ?? 1);
    const found = await read(call, { page });
    const next = found.length < pageSize ? null : String(page + 1);
    return { records: found.map(toRecord), deletedIds: [], next };
  },
  /** Whoever was switched off is still listed; who is missing was never there or is deleted. */
  async get(call, id) {
    if (!isId(id)) return 'gone';
    const [found] = await read(call, { ids: [id], page: 1 });
    return found === undefined ? 'gone' : toRecord(found);
  },
};
