import { dayOf } from '../../connector-kit/time-spans.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import type { Entry, Settings } from './schema.ts';

/** A timer that still runs counts below zero. */
const isRunning = ({ duration, end }: Entry): boolean => duration < 0 || end == null;

const taskOf = ({ task }: Entry): string | null => {
  const id = typeof task === 'object' ? task?.id : task;
  return id === undefined || id === '0' || id === '' ? null : id;
};

export function toRecord({ timeZone }: Settings, entry: Entry): ExternalRecord {
  const running = isRunning(entry);
  const start = new Date(entry.start).toISOString();
  return {
    id: entry.id,
    ...(entry.at == null ? {} : { updatedAt: new Date(entry.at).toISOString() }),
    data: {
      ...{ id: entry.id, user_id: String(entry.user.id), task_id: taskOf(entry), start },
      ...{ description: entry.description ?? '', billable: entry.billable === true, running },
      day: dayOf(start, timeZone),
      end: running || entry.end == null ? null : new Date(entry.end).toISOString(),
      duration: running ? null : entry.duration,
      tags: (entry.tags ?? []).map(({ name }) => name).sort(),
    },
  };
}
