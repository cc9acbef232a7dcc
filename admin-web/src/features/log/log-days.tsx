import { useCallback, useEffect, useRef } from 'react';
import type { LogView } from '../../../../shared/contract/activity.ts';
import { useNow } from '../../lib/use-now.ts';
import { byDay } from './by-day.ts';
import { LogEntry, type Source } from './log-entry.tsx';

export interface LogDaysProps {
  readonly logs: readonly LogView[];
  readonly sourceOf: (integrationId: string) => Source;
  /** Whether each entry names its integration. */
  readonly named: boolean;
  /** Opens an entry under an address of its own. */
  readonly onOpen?: (id: string) => void;
}

/** Entries under the headings of their days. */
export function LogDays({ logs, sourceOf, named, onOpen }: LogDaysProps) {
  const now = useNow();
  // One function for all entries and all times, so that an entry that stays as it is need not be drawn anew.
  const latest = useRef(onOpen);
  useEffect(() => {
    latest.current = onOpen;
  });
  const open = useCallback((id: string) => latest.current?.(id), []);
  return byDay(logs, now).map(({ day, entries }) => (
    <section key={day} aria-label={day}>
      <h3>{day}</h3>
      <ul className="card entries">
        {entries.map((log) => (
          <LogEntry
            key={log.id}
            log={log}
            source={sourceOf(log.integrationId)}
            named={named}
            onOpen={onOpen === undefined ? undefined : open}
          />
        ))}
      </ul>
    </section>
  ));
}
