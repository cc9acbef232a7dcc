import { spawn } from 'node:child_process';

export const title =
  'npm run bench: rates beside a baseline of the same run, AWS calls, capacity units, bundle sizes';

/** What must be in the report; rates are for people to judge, the exact figures are held to their budgets. */
const expected: readonly { readonly what: string; readonly pattern: RegExp; readonly most?: number }[] = [
  ...[1, 10, 50].map((connections) => ({
    what: `accepted webhooks at ${connections} connections with its baseline`,
    pattern: new RegExp(`^ *${connections} connections: \\d+/s, p50 .*baseline \\d+/s.*ratio`, 'm'),
  })),
  { what: 'receipt to applied', pattern: /receipt to applied: p50 (\d+) ms, p99 \d+ ms/ },
  { what: 'first pull', pattern: /first pull of 10000: (\d+) records\/s/ },
  { what: 'unchanged pull', pattern: /unchanged pull of the same: (\d+) records\/s, 10000 unchanged/ },
  { what: 'webhook receiver, AWS calls per event', pattern: /receive-webhook: ([\d.]+) calls/, most: 1 },
  { what: 'applied event, AWS calls', pattern: /^ *applied:[\s\S]*?all: ([\d.]+) calls/m, most: 6 },
  { what: 'duplicate, AWS calls', pattern: /duplicate within[\s\S]*?all: ([\d.]+) calls/, most: 1 },
  { what: 'webhook bundle, kB', pattern: /receive-webhook +(\d+) kB/, most: 550 },
  { what: 'worker bundle, kB', pattern: /sync-records +(\d+) kB/, most: 650 },
];

export async function demonstrate(): Promise<readonly string[]> {
  const { code, output } = await bench();
  if (code !== 0) throw new Error(output);
  const short = expected.flatMap(({ what, pattern, most }) => {
    const found = pattern.exec(output);
    if (found === null) return [`missing: ${what}`];
    return most !== undefined && Number(found[1]) > most ? [`${what}: ${found[1]}, at most ${most}`] : [];
  });
  const lines = output.trimEnd().split('\n');
  if (short.length > 0) throw new Error([...lines, ...short].join('\n  '));
  return lines;
}

function bench(): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(process.execPath, ['bench/run.ts', '--only', 'webhooks,applied,calls,pull,bundles']);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, output })));
}
