import { BareClone, cleanEnvironment } from '../../support/clone.ts';
import { Instance } from '../../support/instance.ts';

export const title = 'npm start on a clean checkout: ready.json, warm start <= 5 s, Ctrl-C leaves no process';

const slowestWarmMs = 5000;
const warmStarts = 3;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const clone = new BareClone();
  const instance = new Instance({
    practice: 'on',
    root: clone.root,
    command: 'npm start',
    environment: Object.fromEntries(
      Object.entries(cleanEnvironment()).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
  });
  try {
    const first = await instance.start(600_000);
    say(`first start, installation included: ${(first.startedInMs / 1000).toFixed(1)} s`);
    await expectPages(first);
    const left = [...(await instance.interrupt())];
    const warm: number[] = [];
    for (let turn = 0; turn < warmStarts; turn++) {
      const ready = await instance.start();
      warm.push(ready.startedInMs);
      await expectPages(ready);
      left.push(...(await instance.interrupt()));
    }
    const greeting = instance.output.slice(instance.output.lastIndexOf('BritePool Integrations is running'));
    const lines = [
      ...greeting.trimEnd().split('\n'),
      `first start with installation ${(first.startedInMs / 1000).toFixed(1)} s; warm starts ${warm.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ')}`,
      `processes left after Ctrl-C: ${left.length}`,
    ];
    if (median(warm) > slowestWarmMs || left.length > 0) throw new Error(lines.join('\n  '));
    return lines;
  } finally {
    await instance.dispose();
    clone.dispose();
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Every address of the ready file answers. */
async function expectPages(ready: {
  readonly dashboardUrl: string;
  readonly issuer: string;
  readonly outboxUrl: string;
  readonly simulators: Readonly<Record<string, { readonly baseUrl: string }>>;
}): Promise<void> {
  const simulators = Object.values(ready.simulators);
  if (simulators.length < 2) throw new Error(`ready.json names ${simulators.length} simulators.`);
  const pages = [ready.dashboardUrl, `${ready.issuer}/.well-known/openid-configuration`, ready.outboxUrl];
  for (const page of pages) {
    const response = await fetch(page);
    if (!response.ok) throw new Error(`${page} answered ${response.status}.`);
  }
}
