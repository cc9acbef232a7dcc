import { startStack } from '../../support/stack.ts';
import { runTests } from '../../support/vitest-run.ts';

export const title =
  'the stores against whatever behaves as AWS does at AWS_COMPATIBLE_ENDPOINT (LocalStack, DynamoDB Local, …), and against this machine’s own';

/** Stores of tables, and the store of secrets; queues and schedules need a clock that can be moved, which AWS has none of. */
const rounds = [
  ['tables', ['test/contract/dynamodb']],
  ['secrets', ['test/contract/secrets-and-schedules', '-t', 'Secrets Manager']],
] as const;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using stack = await startStack({ port: 0 });
  const lines = [await at(stack.awsUrl, 'this machine’s own endpoint', say)];
  const { AWS_COMPATIBLE_ENDPOINT: other } = process.env;
  lines.push(
    other === undefined
      ? 'LocalStack and the like: not tried, as AWS_COMPATIBLE_ENDPOINT is not set (e.g. http://127.0.0.1:4566)'
      : await at(other, other, say),
  );
  return lines;
}

async function at(url: string, name: string, say: (line: string) => void): Promise<string> {
  const counts: string[] = [];
  for (const [what, files] of rounds) {
    const { code, passed, output } = await runTests('contract', files, { AWS_COMPATIBLE_ENDPOINT: url });
    if (code !== 0 || passed.length === 0) throw new Error(`${name}, ${what}:\n${output.slice(-4000)}`);
    say(`${name}: ${passed.length} tests of ${what} passed`);
    counts.push(`${passed.length} tests of ${what}`);
  }
  return `${name}: ${counts.join(', ')} passed`;
}
