import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FunctionSettings, LocalFunction } from '../../infra/local/lambda/local-function.ts';

/** Functions made of a few lines of source, on worker threads of their own; `close` ends and removes them. */
export function functionMaker() {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-functions-'));
  const made: LocalFunction[] = [];
  let count = 0;
  const write = (source: string): string => {
    const file = join(folder, `f${++count}.mjs`);
    writeFileSync(file, source);
    return file;
  };
  return {
    write,
    make(source: string, settings: Partial<FunctionSettings> = {}): LocalFunction {
      const fn = new LocalFunction({
        name: 'made-up',
        arn: 'arn:aws:lambda:local:000000000000:function:made-up',
        file: write(source),
        timeoutSeconds: 10,
        memoryMb: 128,
        environment: {},
        maxWorkers: 2,
        ...settings,
      });
      made.push(fn);
      return fn;
    },
    async close(): Promise<void> {
      await Promise.all(made.map((fn) => fn.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
