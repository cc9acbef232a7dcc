import * as z from 'zod';
import type { Call } from '../../connector-kit/connector.ts';
import type { Choice, DiscoveredField } from '../../domain/look-ups.ts';
import { boardStreams } from './board-streams.ts';
import { boardsOf, type Column } from './boards.ts';
import type { Settings } from './schema.ts';
import { isWritable } from './write-columns.ts';

/** All others are told as text. */
const types: { readonly [type: string]: DiscoveredField['type'] } = {
  ...{ numbers: 'number', checkbox: 'boolean', status: 'choice', dropdown: 'choices', date: 'date' },
  ...{ people: 'other', timeline: 'other' },
};

const text = z.string().nullish();
const label = z.object({ label: text, is_deactivated: z.boolean().nullish() });
const labels = z.object({ labels: z.array(label) });

const optionsOf = ({ settings }: Column): readonly Choice[] =>
  (labels.safeParse(settings).data?.labels ?? []).flatMap(({ label: id, is_deactivated }) =>
    id == null || id === '' || is_deactivated === true ? [] : [{ id, label: id }],
  );

/** The group of an item, and the columns of its boards; one that several boards share is told once. */
export async function discoverFields(
  call: Call<Settings>,
  stream: string,
): Promise<readonly DiscoveredField[]> {
  const setting = boardStreams.find(([, name]) => name === stream)?.[0];
  if (setting === undefined) return [];
  const boards = await boardsOf(call, call.settings[setting]);
  const groups = boards.flatMap((board) => board.groups.map(({ id, title }) => ({ id, label: title })));
  const found = new Map<string, DiscoveredField>();
  if (groups.length > 0)
    found.set('group_id', {
      path: 'group_id',
      label: 'Group',
      type: 'choice',
      writable: true,
      options: groups,
    });
  for (const { columns } of boards)
    for (const item of columns.filter(({ type }) => type !== 'name')) {
      const options = optionsOf(item);
      found.set(item.id, {
        path: `columns.${item.id}`,
        label: item.title,
        type: types[item.type] ?? 'text',
        writable: isWritable(item.type),
        ...(options.length === 0 ? {} : { options }),
      });
    }
  return [...found.values()];
}
