import { spawn } from 'node:child_process';

export const title =
  'npm run bench -- --only burst,flat: 10,000 webhooks at once, none lost; cost per record flat to 100,000 mappings';

const steepest = 1.02;
const rows = 9;

export async function demonstrate(): Promise<readonly string[]> {
  const { code, output } = await bench();
  const lines = output.trimEnd().split('\n');
  const lost = /webhooks lost (\d+)/.exec(output)?.[1];
  const ratios = [...output.matchAll(/ ratio ([\d.]+|NaN)$/gm)].map(([, ratio]) => Number(ratio));
  const short = [
    ...(code === 0 ? [] : [`the measurement ended with ${code}`]),
    ...(lost === '0' ? [] : [`webhooks lost: ${lost ?? 'not said'}`]),
    ...(ratios.length === rows ? [] : [`${ratios.length} of ${rows} costs were measured`]),
    ...ratios.filter((ratio) => !(ratio <= steepest)).map((ratio) => `not flat: ${ratio} > ${steepest}`),
  ];
  if (short.length > 0) throw new Error([...lines, ...short].join('\n  '));
  return [...lines, `steepest ratio 100 k : 1 k: ${Math.max(...ratios)} (at most ${steepest}), nothing lost`];
}

function bench(): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(process.execPath, ['bench/run.ts', '--only', 'burst,flat']);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, output })));
}
