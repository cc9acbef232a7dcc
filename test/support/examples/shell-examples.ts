import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A command of a page, and the answer that the page shows after it. */
export interface Example {
  readonly line: number;
  readonly command: string;
  readonly answer: string | undefined;
}
export interface Ran extends Example {
  readonly printed: string;
}

/** The `sh` blocks of a page in order, each with the `json` block that follows it at once. */
export function examplesIn(markdown: string): readonly Example[] {
  const found: Example[] = [];
  for (const match of markdown.matchAll(/^```sh\n([\s\S]*?)^```\n(?:```json\n([\s\S]*?)^```$)?/gm)) {
    const [, command = '', answer] = match;
    found.push({ line: markdown.slice(0, match.index).split('\n').length + 1, command, answer });
  }
  return found;
}

/** Runs them as written, in one shell, in this order. Throws with the line of the page where one fails. */
export async function run(
  examples: readonly Example[],
  environment: Readonly<Record<string, string>>,
): Promise<readonly Ran[]> {
  const folder = mkdtempSync(join(tmpdir(), 'shell-examples-'));
  const told = (line: number) => join(folder, `${line}.txt`);
  try {
    const file = join(folder, 'all.sh');
    const script = examples.map(({ line, command }) => `echo ${line} >&2\n{\n${command}} > ${told(line)}\n`);
    writeFileSync(file, `set -euo pipefail\n${script.join('')}`);
    const child = spawn('bash', [file], { env: { ...process.env, ...environment }, timeout: 300_000 });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8');
    });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`The examples ended with ${code}; lines begun and errors:\n${errors}`);
    return examples.map((each) => ({ ...each, printed: readFileSync(told(each.line), 'utf8') }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
