import { hubspotClient } from '../../fidelity/on-demand/packages.ts';
import { borrow } from '../../fidelity/support/borrowed.ts';
import { runTests, type VitestRun } from '../../support/vitest-run.ts';

export const title = 'the vendors’ own clients against the simulators';

/** Systems without one: what there is was left alone for years, and is no witness of today's API. */
const unkept = [
  'Toggl Track: no kept client (toggl-client was built with the tools of early 2023)',
  'Clockify: no kept client (clockify-ts was built with those of 2021; the package clockify is another program)',
  'Harvest: no kept client (harvest was built with the tools of 2019, harvest-v2 with those of 2021)',
];
const fewest = 6;

interface Client {
  readonly line: string;
  readonly made: number;
  readonly behaved: number;
}

function clientsIn({ output }: VitestRun): readonly Client[] {
  const told = output.matchAll(/^sdk (\S+) (\S+): (\d+) calls made, (\d+) behaved/gm);
  return [...told].map(([, name = '', version = '', made, behaved]) => ({
    ...{ made: Number(made), behaved: Number(behaved) },
    line: `${name.padEnd(24)} ${version.padEnd(8)} ${String(made).padStart(4)} calls, ${behaved} behaved as at the vendor`,
  }));
}

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  say('HubSpot’s client is too large for every clone: it is installed for this run');
  const { folder, giveBack } = await borrow(hubspotClient);
  try {
    const runs = [
      await runTests('fidelity', ['test/fidelity']),
      await runTests('fidelity-on-demand', ['test/fidelity/on-demand'], { FIDELITY_MODULES: folder }),
    ];
    const clients = runs.flatMap(clientsIn);
    const lines = clients.map(({ line }) => line);
    const failed = runs.filter(({ code }) => code !== 0);
    const short = clients.some(({ made, behaved }) => behaved < made || made === 0);
    if (failed.length > 0 || short || clients.length < fewest)
      throw new Error([...lines, ...failed.map(({ output }) => output)].join('\n  '));
    const calls = clients.reduce((sum, { made }) => sum + made, 0);
    const tests = runs.reduce((sum, { passed }) => sum + passed.length, 0);
    return [
      ...lines,
      ...unkept,
      `${clients.length} clients, ${calls} calls, all as at the vendor; ${tests} tests passed`,
    ];
  } finally {
    giveBack();
  }
}
