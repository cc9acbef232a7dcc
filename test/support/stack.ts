import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalOptions, startLocal } from '../../infra/local/local-stack.ts';
import { ApiUser } from './api.ts';

/** The synthesized stacks in this process on a folder of their own, with a steward signed in. */
export async function startStack(options: Omit<LocalOptions, 'dataDir'> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'britepool-stack-'));
  const stack = await startLocal({ retryTimeScale: 0.01, ...options, dataDir });
  const tables = stack.resources
    .filter(({ type }) => type === 'AWS::DynamoDB::GlobalTable')
    .map(({ physicalName }) => physicalName);
  return {
    ...stack,
    tables,
    steward: new ApiUser(stack.apiUrl, stack.token('WEB_STEWARD')),
    platform: new ApiUser(stack.apiUrl, stack.token('PLATFORM')),
    async [Symbol.asyncDispose](): Promise<void> {
      await stack.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
export type RunningStack = Awaited<ReturnType<typeof startStack>>;
