import type { Call } from '../../connector-kit/connector.ts';
import type { ExternalData } from '../../domain/external.ts';
import { listOf } from './custom-fields.ts';
import { rejected } from './faults.ts';
import type { Settings, Task } from './schema.ts';
import { isObject } from './task-body.ts';

/** Each List names its statuses as it likes; what they mean is said by their type. */
const kinds: { readonly [wanted: string]: readonly string[] } = {
  open: ['open', 'unstarted'],
  custom: ['custom', 'active'],
  closed: ['closed', 'done'],
};

/**
 * The status to write: one that is given by its name, or the first of the List that means what is wanted. Nothing where the
 * task has such a status already.
 */
export async function statusIn(
  call: Call<Settings>,
  listId: string,
  data: ExternalData,
  before?: Task,
): Promise<{ readonly status?: string }> {
  const name = isObject(data.status) ? data.status.status : undefined;
  if (typeof name === 'string') return { status: name };
  const wanted = data.status_type;
  if (typeof wanted !== 'string') return {};
  const fitting = kinds[wanted] ?? [wanted];
  if (before !== undefined && fitting.includes(before.status.type)) return {};
  const { statuses, name: list } = await listOf(call, listId);
  const found = fitting.flatMap((type) => statuses.filter((status) => status.type === type))[0];
  if (found !== undefined) return { status: found.status };
  throw rejected(
    `The List "${list}" has no status of the kind "${wanted}": add one, or change the field mapping.`,
  );
}
