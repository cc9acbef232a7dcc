import type { Manifest } from '../../../shared/connector-kit/manifest.ts';
import { manifests } from '../../../shared/connectors/manifests.ts';
import { allSubjects } from '../../conformance/support/subjects.ts';
import { runTests } from '../../support/vitest-run.ts';

export const title = 'every connector against its simulator: connector × capability';

/** A column: tests whose titles hold one of these say yes; without any, the manifest has to say why there is none. */
interface Capability {
  readonly head: string;
  readonly titles: readonly string[];
  readonly instead?: (manifest: Manifest) => string | undefined;
}

const cannot = { webhooks: 'the vendor has none', incremental: 'whole list' };
const polling = (manifest: Manifest): string | undefined =>
  manifest.webhooks.supported ? undefined : `polling, every ${manifest.healingPollMinutes} min`;
const noneWithoutWebhooks = (manifest: Manifest): string | undefined =>
  manifest.webhooks.supported ? undefined : cannot.webhooks;
const writable = (manifest: Manifest) => manifest.streams.filter(({ can }) => can.update);

const capabilities: readonly Capability[] = [
  { head: 'sign-in tested', titles: ['> the connection test >'] },
  { head: 'pages', titles: ['brings every record once over all pages'] },
  {
    head: 'since a time',
    titles: ['since a time brings what changed and leaves out'],
    instead: (manifest) =>
      writable(manifest).some(({ can }) => !can.incremental) ? cannot.incremental : undefined,
  },
  { head: 'same moment', titles: ['misses none of many that were changed at the same moment'] },
  { head: 'writes', titles: ['creates, reads back, changes and deletes a record'] },
  { head: 'create once', titles: ['a create whose answer is lost'] },
  { head: 'refusals', titles: ['a refusal with', 'an outage (', 'to a record that is gone'] },
  { head: 'limits', titles: ['too many requests carry the wait'] },
  { head: 'drift', titles: ['is drifted and never'] },
  {
    head: 'webhooks',
    titles: ['a user’s edit arrives as a signed delivery', 'a delivery sent again is recognised'],
    instead: polling,
  },
  {
    head: 'forgeries',
    titles: ['a changed, shortened, lengthened or missing signature', 'the secret of another hook'],
    instead: noneWithoutWebhooks,
  },
];

const deletions = (manifest: Manifest): string =>
  [...new Set(manifest.streams.filter(({ can }) => can.delete).map(({ can }) => can.deletions))].join(', ');

export async function demonstrate(): Promise<readonly string[]> {
  const { code, output, passed } = await runTests('conformance', ['test/conformance']);
  if (code !== 0) throw new Error(output);
  const heads = capabilities.map(({ head }) => head);
  const rows = manifests.map((manifest) => {
    const names = allSubjects.flatMap(({ type, subject }) => (type === manifest.type ? [subject.name] : []));
    const lines = passed.filter((line) =>
      names.some((name) => line.includes(`> ${name} >`) || line.includes(`> webhooks of ${name} >`)),
    );
    const cells = capabilities.map((capability) => cellOf(capability, manifest, lines));
    return { name: manifest.name, tests: lines.length, cells: [...cells, deletions(manifest)] };
  });
  const table = [
    ['connector', ...heads, 'deletions found by', 'tests'],
    ...rows.map(({ name, cells, tests }) => [name, ...cells, String(tests)]),
  ];
  const gaps = rows.flatMap(({ name, cells }) =>
    cells.flatMap((cell, at) => (cell === missing ? [`${name}: ${heads[at]}`] : [])),
  );
  const short = gaps.map((gap) => `not proved: ${gap}`);
  if (short.length > 0) throw new Error([...aligned(table), ...short].join('\n  '));
  return [...aligned(table), `${rows.length} connectors, ${passed.length} tests passed`];
}

const missing = 'MISSING';

/** `yes` when each of the titles was proved; else what the manifest says instead. */
function cellOf({ titles, instead }: Capability, manifest: Manifest, lines: readonly string[]): string {
  const proved = titles.filter((part) => lines.some((line) => line.includes(part)));
  if (proved.length === titles.length) return 'yes';
  return (proved.length === 0 ? instead?.(manifest) : undefined) ?? missing;
}

function aligned(table: readonly (readonly string[])[]): readonly string[] {
  const widths = (table[0] ?? []).map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
