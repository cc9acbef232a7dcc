import { describe, expect, test } from 'vitest';
import { connect } from '../../shared/connector-kit/connect.ts';
import type { HttpClient } from '../../shared/connector-kit/http.ts';
import { asana } from '../../shared/connectors/asana/index.ts';
import { type Fault, FaultError, faultOf } from '../../shared/domain/fault.ts';

const secret = 'pat-1/1203:sesame';
const down: Fault = { kind: 'unavailable', message: 'Nothing answers at this address.', outage: true };

/** What Asana does with one update, as the fault that the caller gets. */
async function failing(answer: HttpClient['send']): Promise<Fault> {
  const connection = {
    ...{ baseUrl: 'https://app.asana.com/api/1.0', authType: 'BEARER_TOKEN' },
    settings: { workspaceGid: '1', projectGids: ['2'] },
  };
  const system = connect(
    asana,
    connection,
    { token: secret },
    { http: { send: answer }, now: () => new Date(0) },
  );
  try {
    await system.update('tasks', '77', { name: 'Plant trees', notes: 'Ask ada@example.org' });
  } catch (error) {
    return faultOf(error);
  }
  throw new Error('Nothing failed.');
}

describe('a request that failed', () => {
  test('is told with what was sent and answered, without the sign-in and personal values', async () => {
    const text = JSON.stringify({ errors: [{ message: `name: too long for ${secret}` }] });
    const fault = await failing(async ({ url }) => ({ status: 400, headers: {}, text, url: url.href }));
    expect(fault).toMatchObject({
      kind: 'rejected',
      exchange: {
        ...{ method: 'PUT', path: expect.stringMatching(/^\/api\/1\.0\/tasks\/77/), status: 400 },
        requestBody: JSON.stringify({ data: { name: 'Plant trees', notes: 'Ask •••' } }),
        responseBody: JSON.stringify({ errors: [{ message: 'name: too long for •••' }] }),
      },
    });
    expect(JSON.stringify(fault)).not.toContain(secret);
  });

  test('that nobody answered is told with what was sent', async () => {
    const fault = await failing(async () => {
      throw new FaultError(down);
    });
    expect(fault).toMatchObject({ ...down, exchange: { method: 'PUT' } });
    expect(fault.exchange).not.toHaveProperty('status');
  });
});
