import { expect, test } from 'vitest';
import { recorded } from '../../../../../shared/connector-kit/simulator/recorded.ts';
import { sampleCloud } from '../index.ts';

const connection = {
  type: 'GENERIC_REST',
  baseUrl: 'https://sample-cloud.invalid/v1',
  authType: 'BEARER_TOKEN',
  settings: { workspaceId: 'w-1' },
};
// Not answered yet: how does a page of tasks read in the vendor's documentation?
const page = { tasks: [{ id: '7', title: 'Paint', updated_at: '2026-03-01T10:00:00+01:00' }], next: null };

test('a list asks for what changed since a time, in an order that does not move', async () => {
  const { system, sent } = recorded(sampleCloud, connection, { token: 'secret-token' }, [{ body: page }]);
  const { records } = await system.list('tasks', { since: '2026-03-01T09:00:00.000Z', cursor: null });
  expect(sent[0]?.url.href).toBe('https://sample-cloud.invalid/v1/the-request-as-it-should-be');
  expect(records).toMatchObject([{ id: '7', updatedAt: '2026-03-01T09:00:00.000Z' }]);
});
