import { loadStage, type Stage } from '../../../infra/stage.ts';
import { synthesizedTemplates } from '../../support/templates.ts';

export const title = 'two stages synthesized side by side: what differs, and the setting that explains it';

/** Which setting explains a place in the templates at which two stages differ. The name of the stage is in names everywhere. */
const explains: readonly (readonly [keyof Stage, RegExp])[] = [
  ['logRetentionDays', /\.RetentionInDays$/],
  ['syncConcurrency', /Functionssyncrecords.*\.MaximumConcurrency$/],
  ['jobsConcurrency', /Functionsrunjobs.*\.MaximumConcurrency$/],
  ['monthlyBudgetUsd', /\.BudgetLimit\.Amount$/],
  ['webhookRequests', /RateBasedStatement\.Limit$/],
  ['otherRequests', /RateBasedStatement\.Limit$/],
  ['logLevel', /\.LOG_LEVEL$/],
  ['syncLogDays', /\.LOG_DAYS$/],
  ['retain', /\.(DeletionPolicy|UpdateReplacePolicy|DeletionProtectionEnabled)$/],
];

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const [one, other] = [loadStage('staging'), loadStage('production')];
  const issuer = 'https://sign-in.example.org';
  const [a, b] = [leaves(templatesOf({ ...one, issuer })), leaves(templatesOf({ ...other, issuer }))];
  const places = [...new Set([...a.keys(), ...b.keys()])].filter((place) => a.get(place) !== b.get(place));
  const settings = Object.entries(one).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(other, name)),
  );
  say(`settings that differ: ${settings.map(([name]) => name).join(', ')}`);
  const counts = new Map<string, number>();
  const unexplained: string[] = [];
  for (const place of places) {
    const setting = explains.find(
      ([name, where]) => where.test(place) && settings.some(([known]) => known === name),
    );
    if (setting === undefined)
      unexplained.push(`${place}: ${a.get(place) ?? 'absent'} | ${b.get(place) ?? 'absent'}`);
    else counts.set(setting[0], (counts.get(setting[0]) ?? 0) + 1);
  }
  for (const [name, count] of counts) say(`${name}: explains ${count} places`);
  if (unexplained.length > 0)
    throw new Error(['No setting explains:', ...unexplained.slice(0, 30)].join('\n  '));
  return [
    `${a.size} values compared, ${places.length} differ, all of them by ${counts.size} settings and the name of the stage`,
  ];
}

/** The templates with the stage's own name taken out, which is in every physical name and hashed into logical ids and versions. */
const templatesOf = (stage: Stage): unknown =>
  JSON.parse(
    JSON.stringify(synthesizedTemplates(stage))
      .replaceAll(stage.name, 'STAGE')
      .replace(/(?<=CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '')
      .replace(/(?<=[A-Za-z]\d?)([0-9A-F]{8})+(?![0-9A-F])/g, ''),
  );

/** Every value by its path. Lists are compared as wholes where they hold plain values. */
function leaves(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) found.set(path, JSON.stringify(value));
  else for (const [key, part] of Object.entries(value)) leaves(part, `${path}.${key}`, found);
  return found;
}
