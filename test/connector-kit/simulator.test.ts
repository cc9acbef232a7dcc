import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../shared/connector-kit/simulator/simulator.ts';
import { todo } from '../../shared/connector-kit/todo.ts';

test('a simulator that fails says so in its answer, and answers the next request', async () => {
  const simulator = await startSimulator({
    basePath: '/v1',
    vendor: ({ path }) => (path === '/me' ? { status: 200, body: { name: 'Ada' } } : todo('what is there?')),
    control: () => ({ status: 404 }),
    tooMany: () => ({ status: 429 }),
  });
  onTestFinished(() => simulator.close());
  const failed = await fetch(`${simulator.baseUrl}/tasks`);
  expect([failed.status, await failed.json()]).toEqual([
    501,
    { message: 'The simulator failed: Not answered yet: what is there?' },
  ]);
  const well = await fetch(`${simulator.baseUrl}/me`);
  expect([well.status, await well.json()]).toEqual([200, { name: 'Ada' }]);
});

test('an open question is a fault of ours that repeats it', () => {
  expect(() => todo('where is it?')).toThrow(
    expect.objectContaining({ fault: { kind: 'bug', message: 'Not answered yet: where is it?' } }),
  );
});
