import { spawn } from 'node:child_process';

/** Runs a program with its output shown as it comes; throws when it fails. Answers what it wrote to its standard output. */
export function command(
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const child = spawn(file, args, { env: environment, stdio: ['inherit', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
    process.stdout.write(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve(output)
        : reject(new Error(`${args[0] ?? file} ended with ${code ?? 'a signal'}.`)),
    );
  });
}
