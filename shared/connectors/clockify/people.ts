import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { byField } from './custom-fields.ts';
import { findInList, readPage } from './pages.ts';
import { type Settings, type User, user } from './schema.ts';

/** The list of everybody who is or was invited, in an order that newcomers do not disturb. */
export const peopleOf = ({ workspaceId }: Settings) => ({
  path: `/workspaces/${workspaceId}/users`,
  query: {
    // Left out, the request is refused.
    'include-roles': 'false',
    memberships: 'WORKSPACE',
    status: 'ALL',
    'sort-column': 'ID',
    'sort-order': 'ASCENDING',
  },
  shape: user,
  what: 'The list of people',
});

/** Whether somebody takes part is said by the membership of this workspace; `status` is that of the account. */
function toRecord({ settings }: Call<Settings>, data: User): ExternalRecord {
  const membership = data.memberships?.find(
    ({ membershipType, targetId }) => membershipType === 'WORKSPACE' && targetId === settings.workspaceId,
  );
  return {
    id: data.id,
    data: {
      ...data,
      membershipStatus: membership?.membershipStatus ?? null,
      custom: byField(data.customFields),
    },
  };
}

export const users: StreamOperations<Settings> = {
  async list(call, { cursor }) {
    const page = Number(cursor ?? 1);
    const { items, isLast } = await readPage(call.send, peopleOf(call.settings), page);
    const records = items.map((data) => toRecord(call, data));
    return { records, deletedIds: [], next: isLast ? null : String(page + 1) };
  },
  /** Nobody can be read alone; who is not on the whole list of all states belongs to the workspace no more. */
  async get(call, id) {
    const found = await findInList(call.send, peopleOf(call.settings), (person) => person.id === id);
    return found === 'none' ? 'gone' : toRecord(call, found);
  },
};
