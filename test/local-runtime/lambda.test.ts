import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { functionMaker } from './functions.ts';

const functions = functionMaker();
afterAll(() => functions.close());
const { make, write } = functions;

describe('a function on this machine', () => {
  it('gets its event and what Lambda tells about the call', async () => {
    const fn = make(`export const handler = async (event, context) => ({
      event, name: context.functionName, arn: context.invokedFunctionArn, memory: context.memoryLimitInMB,
      enough: context.getRemainingTimeInMillis() > 9000 && context.getRemainingTimeInMillis() <= 10000 })`);
    expect(await fn.invoke({ a: [1, 'ü'] })).toEqual({
      event: { a: [1, 'ü'] },
      name: 'made-up',
      arn: 'arn:aws:lambda:local:000000000000:function:made-up',
      memory: '128',
      enough: true,
    });
  });

  it('sees its own settings and none of this process’s', async () => {
    process.env.ONLY_HERE = 'secret';
    const source = 'export const handler = async () => ({ ...process.env })';
    const [one, two] = [
      make(source, { environment: { TABLE: 'one' } }),
      make(source, { environment: { TABLE: 'two' } }),
    ];
    expect(await one.invoke({})).toEqual({ TABLE: 'one' });
    expect(await two.invoke({})).toEqual({ TABLE: 'two' });
  });

  it('keeps what its module remembers from one call to the next, as a warm Lambda does', async () => {
    const fn = make('let calls = 0; export const handler = async () => ++calls', { maxWorkers: 1 });
    expect([await fn.invoke({}), await fn.invoke({})]).toEqual([1, 2]);
  });

  it('works on one event per worker, on several workers at once, and the rest wait', async () => {
    const fn = make(`let busy = 0; export const handler = async () => {
      busy++; const seen = busy; await new Promise((done) => setTimeout(done, 20)); busy--; return seen; }`);
    const seen = await Promise.all(Array.from({ length: 6 }, () => fn.invoke({})));
    expect(seen).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('that fails tells its error and goes on with the next event', async () => {
    const fn = make(
      'export const handler = async ({ bad }) => { if (bad) throw new RangeError("too much"); return "fine" }',
    );
    await expect(fn.invoke({ bad: true })).rejects.toMatchObject({ name: 'RangeError', message: 'too much' });
    expect(await fn.invoke({})).toBe('fine');
  });

  it('is stopped when its time is up, and the next event finds a fresh one', async () => {
    const fn = make(
      'export const handler = ({ hang }) => hang ? new Promise(() => setInterval(() => {}, 1000)) : "fine"',
      { timeoutSeconds: 0.3, maxWorkers: 1 },
    );
    await expect(fn.invoke({ hang: true })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await fn.invoke({})).toBe('fine');
  });

  it('is stopped when it spins without end', async () => {
    const fn = make('export const handler = ({ spin }) => { while (spin) {} return "fine" }', {
      timeoutSeconds: 0.3,
      maxWorkers: 1,
    });
    await expect(fn.invoke({ spin: true })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await fn.invoke({})).toBe('fine');
  });

  it('is stopped when it wants more memory than it has, and nobody else is harmed', async () => {
    const fn = make(
      'export const handler = ({ eat }) => { const all = []; while (eat) all.push(new Array(100000).fill(all.length)); return "fine" }',
      { memoryMb: 32, maxWorkers: 1 },
    );
    await expect(fn.invoke({ eat: true })).rejects.toThrow(/memory|exited/i);
    expect(await fn.invoke({})).toBe('fine');
  });

  it('that ends itself or breaks outside the call fails that call only', async () => {
    const fn = make(
      `export const handler = ({ how }) => {
        if (how === 'exit') process.exit(3);
        if (how === 'throw') return new Promise(() => setTimeout(() => { throw new Error('later'); }, 1));
        return 'fine'; }`,
      { maxWorkers: 1 },
    );
    await expect(fn.invoke({ how: 'exit' })).rejects.toThrow('exited with status 3');
    await expect(fn.invoke({ how: 'throw' })).rejects.toThrow('later');
    expect(await fn.invoke({})).toBe('fine');
  });

  it('that cannot be loaded says why on every call', async () => {
    const fn = make('throw new Error("settings are missing"); export const handler = () => 1');
    await expect(fn.invoke({})).rejects.toThrow('settings are missing');
    await expect(fn.invoke({})).rejects.toThrow('settings are missing');
  });

  it('runs the new code after a reload, also on a worker that was busy meanwhile', async () => {
    const fn = make(
      'export const handler = async ({ ms }) => { await new Promise((done) => setTimeout(done, ms)); return "old" }',
      { maxWorkers: 1 },
    );
    const busy = fn.invoke({ ms: 30 });
    const file = write('export const handler = async () => "new"');
    fn.reload(file);
    expect(await busy).toBe('old');
    expect(await fn.invoke({ ms: 0 })).toBe('new');
    writeFileSync(file, 'export const handler = async () => "newest"');
    fn.reload(file);
    expect(await fn.invoke({ ms: 0 })).toBe('newest');
  });
});
