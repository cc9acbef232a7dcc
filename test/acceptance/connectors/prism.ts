import { descriptionOf, descriptionsFolder, stemOf } from '../../fidelity/prism/descriptions.ts';
import { known } from '../../fidelity/prism/known.ts';
import { askedOfMonday } from '../../fidelity/prism/monday.ts';
import { installPrism, type Prism } from '../../fidelity/prism/prism.ts';
import { againstMock, throughProxy } from '../../fidelity/prism/run.ts';
import { systems } from '../../fidelity/prism/systems.ts';
import { type Mode, type Verdict, verdictOf } from '../../fidelity/prism/verdict.ts';

export const title = 'every connector and simulator against the vendor’s own API description';

type System = (typeof systems)[number];
interface Outcome {
  readonly lines: readonly string[];
  readonly requests: number;
  readonly deviations: number;
  readonly surprises: readonly string[];
}

const runs: readonly (readonly [Mode, typeof againstMock])[] = [
  ['mock', againstMock],
  ['simulator', throughProxy],
];

async function checked(prism: Prism, system: System): Promise<Outcome | undefined> {
  const { folder, name } = system;
  const description = descriptionOf(folder);
  if (description === undefined) return undefined;
  if (folder === 'monday') return checkedQuestions(system, description.text);
  const lines = description.told.map((what) => `${name}: ${what}`);
  const verdicts: Verdict[] = [];
  for (const [mode, run] of runs) {
    if (mode === 'simulator' && 'settings' in system) {
      lines.push(`${name}: the description is of an invented system, which the simulator is not`);
      continue;
    }
    const verdict = verdictOf(folder, mode, await run(prism, { ...system, description: description.text }));
    verdicts.push(verdict);
    lines.push(`${name.padEnd(12)} ${inWords(mode, verdict)}`);
  }
  const stale = known
    .filter((item) => item.folder === folder && !verdicts.some(({ excused }) => excused.has(item)))
    .map(({ reason }) => `${name}: nothing fits the exception any more: ${reason}`);
  const excused = verdicts.flatMap((verdict) => [...verdict.excused]);
  for (const reason of new Set(excused.map(([item]) => item.reason)))
    lines.push(`             ${countOf(excused, reason)} × ${reason}`);
  return {
    lines,
    requests: verdicts.reduce((sum, { requests }) => sum + requests, 0),
    deviations: excused.reduce((sum, [, told]) => sum + told.length, 0),
    surprises: [
      ...verdicts.flatMap(({ surprises }) => surprises.map((line) => `${name}: ${line}`)),
      ...stale,
    ],
  };
}

const countOf = (
  excused: readonly (readonly [{ readonly reason: string }, readonly string[]])[],
  reason: string,
) => excused.reduce((sum, [item, told]) => (item.reason === reason ? sum + told.length : sum), 0);

function inWords(mode: Mode, { requests, accepted, steps, understood, fitting }: Verdict): string {
  const asked = `${accepted} of ${requests} requests accepted, ${understood} of ${steps} steps understood`;
  return mode === 'mock'
    ? `on a mock: ${asked}`
    : `on the simulator: ${asked}, ${fitting} of ${requests} answers fit`;
}

async function checkedQuestions(system: System, description: string): Promise<Outcome> {
  const { questions, steps, strange } = await askedOfMonday(description, system);
  const requests = steps.reduce((sum, { exchanges }) => sum + exchanges.length, 0);
  const valid = questions.filter(({ problems }) => problems.length === 0).length;
  const wrong = questions.flatMap(({ query, problems }) =>
    problems.map((why) => `${why} (${query.slice(0, 80)})`),
  );
  const failed = steps.flatMap(({ name, failure }) => (failure === undefined ? [] : [`${name}: ${failure}`]));
  const line = `${valid} of ${questions.length} GraphQL documents in ${requests} requests are valid; the simulator’s schema is a part of the vendor’s`;
  return {
    ...{ lines: [`${system.name.padEnd(12)} ${line}`], requests, deviations: 0 },
    surprises: [...wrong, ...strange, ...failed].map((what) => `${system.name}: ${what}`),
  };
}

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const described = systems.filter(({ folder }) => descriptionOf(folder) !== undefined);
  const skipped = systems
    .filter((system) => !described.includes(system))
    .map(
      ({ name, folder }) =>
        `SKIPPED ${name}: there is no description ${stemOf(folder)}.* in ${descriptionsFolder}`,
    );
  if (described.length === 0)
    return [
      ...skipped,
      `0 of ${systems.length} systems were checked: set VENDOR_SPECS to the folder of descriptions`,
    ];
  say('Prism is installed for this run');
  const prism = await installPrism();
  try {
    const outcomes: Outcome[] = [];
    for (const system of described) {
      const outcome = await checked(prism, system);
      if (outcome !== undefined) outcomes.push(outcome);
    }
    const lines = outcomes.flatMap((outcome) => outcome.lines);
    const surprises = outcomes.flatMap((outcome) => outcome.surprises);
    if (surprises.length > 0) throw new Error([...lines, ...surprises].join('\n  '));
    const sum = (part: 'requests' | 'deviations') => outcomes.reduce((total, each) => total + each[part], 0);
    return [
      ...lines,
      ...skipped,
      `${described.length} of ${systems.length} systems: ${sum('requests')} requests; ${sum('deviations')} deviations, each with its reason, none without`,
    ];
  } finally {
    prism.dispose();
  }
}
