import { exportOperations } from '../../../../shared/contract/exports.ts';
import { SaveAsCsv } from '../../components/save-as-csv.tsx';
import { filterWords } from './filter-words.ts';
import { type LogFilter, queryFor } from './log-filter.ts';

export interface SaveLogProps {
  readonly filter: LogFilter;
  readonly nameOf: (integrationId: string) => string;
}

/** The log with its filters as one file. */
export const SaveLog = ({ filter, nameOf }: SaveLogProps) => (
  <SaveAsCsv
    rows={['entry', 'entries']}
    name="log"
    path={exportOperations.exportLogs.path}
    query={{ ...queryFor(filter, Date.now()), integrationId: filter.integration }}
    filters={filterWords(filter, nameOf)}
  />
);
