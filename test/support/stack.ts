import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalOptions, startLocal } from '../../infra/local/local-stack.ts';
import type { Permissions } from '../../infra/local/wire/permissions.ts';
import { ApiUser } from './api.ts';

/** Where stacks write what was granted and used when they end; each call to DynamoDB is checked then, too. */
const { GRANTS_FILE: grantsFile } = process.env;

/** The synthesized stacks in this process on a folder of their own, with a steward signed in. */
export async function startStack(options: Omit<LocalOptions, 'dataDir'> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'britepool-stack-'));
  const stack = await startLocal({
    retryTimeScale: 0.01,
    ...(grantsFile === undefined ? {} : { record: true }),
    ...options,
    dataDir,
  });
  const tables = stack.resources
    .filter(({ type }) => type === 'AWS::DynamoDB::GlobalTable')
    .map(({ physicalName }) => physicalName);
  return {
    ...stack,
    tables,
    steward: new ApiUser(stack.apiUrl, stack.token('WEB_STEWARD')),
    platform: new ApiUser(stack.apiUrl, stack.token('PLATFORM')),
    async [Symbol.asyncDispose](): Promise<void> {
      noteGrants(stack.permissions);
      await stack.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** For the comparison of what was granted with what was used; nothing without it. */
export function noteGrants(permissions: Permissions): void {
  if (grantsFile === undefined) return;
  const line = { refused: permissions.refused, grants: permissions.grants() };
  appendFileSync(grantsFile, `${JSON.stringify(line)}\n`);
}

export type RunningStack = Awaited<ReturnType<typeof startStack>>;
