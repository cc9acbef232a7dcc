import type { Manifest } from '../../shared/connector-kit/manifest.ts';
import { type ResourceType, resourceTypes } from '../../shared/domain/resources.ts';

const titles: { readonly [type in ResourceType]: string } = {
  TASK: 'tasks',
  MEMBER: 'members',
  PARTICIPATION_LOG: 'participation logs',
  EVENT: 'events',
  COMMITTEE: 'committees',
  COMMITTEE_MEMBER: 'committee members',
};

type Stream = Manifest['streams'][number];

/** What a product owner wants to know of one kind of record in one system, in two words. */
function cell(streams: readonly Stream[]): string {
  const [stream] = streams;
  if (stream === undefined) return '–';
  const { create, update } = stream.can;
  if (create && update) return 'both ways';
  return update ? 'in, edits out' : create ? 'in, new ones out' : 'in';
}

/** The systems, the six kinds of record and which way each goes, as Markdown made from the manifests. */
export function systemsTable(manifests: readonly Manifest[]): string {
  const head = ['system', ...resourceTypes.map((type) => titles[type]), 'changes arrive by'];
  const rows = manifests.map((manifest) => [
    manifest.name,
    ...resourceTypes.map((type) =>
      cell(manifest.streams.filter(({ resourceType }) => resourceType === type)),
    ),
    manifest.webhooks.supported ? 'webhooks and scheduled runs' : 'scheduled runs',
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

const [begin, end] = ['<!-- systems: made from the manifests -->', '<!-- end of systems -->'];

/** The text between the two marks of a page; `undefined` without them. */
export function markedPart(page: string): string | undefined {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  return from < 0 || to < from ? undefined : page.slice(from + begin.length, to).trim();
}

/** The page with another text between its two marks. */
export function withMarkedPart(page: string, part: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error('The page has no marks for the table of systems.');
  return `${page.slice(0, from + begin.length)}\n${part}\n${page.slice(to)}`;
}
