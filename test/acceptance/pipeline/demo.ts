import { spawn } from 'node:child_process';
import { Instance } from '../../support/instance.ts';

export const title = 'npm run demo: a stranger connects three systems, edits over there, sees it here';

export async function demonstrate(): Promise<readonly string[]> {
  const instance = new Instance({ practice: 'on' });
  try {
    await instance.start();
    const { code, output } = await demo(instance.dataDir);
    if (code !== 0) throw new Error(output);
    const seconds = [...output.matchAll(/from edit to applied: ([\d.]+) s/g)].map(([, value]) =>
      Number(value),
    );
    if (seconds.length !== 3) throw new Error(`Three times were expected in:\n${output}`);
    return [output.trimEnd().replaceAll('\n', '\n  '), `from edit to applied: ${seconds.join(' s, ')} s`];
  } finally {
    await instance.dispose();
  }
}

function demo(dataDir: string): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn('npm', ['run', '-s', 'demo'], { env: { ...process.env, LOCAL_DATA: dataDir } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, output })));
}
