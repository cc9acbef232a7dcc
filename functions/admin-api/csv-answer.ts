import { exportPart } from '../../shared/application/exports/export-part.ts';
import { recordAct } from '../../shared/application/integrations/audit.ts';
import type { AuditStore, Clock, Ids, Listing, PageRequest } from '../../shared/application/ports.ts';
import { csvLine } from '../../shared/domain/csv.ts';
import type { Caller } from '../runtime/http/identity.ts';
import { refuseCursor } from '../runtime/http/paging.ts';
import type { CsvTable } from './csv-tables.ts';

export interface CsvRequest {
  readonly query: {
    readonly cursor?: string | undefined;
    readonly bom?: 'yes' | 'no' | undefined;
    readonly [filter: string]: string | undefined;
  };
  readonly caller: Caller;
  readonly setHeader: (name: string, value: string) => void;
}

/** One part of a list as CSV; the headers say which filters it holds and where the next part is. Audited. */
export async function csvAnswer<Item>(
  deps: { readonly audit: AuditStore; readonly clock: Clock; readonly ids: Ids },
  { query, caller, setHeader }: CsvRequest,
  table: CsvTable<Item>,
  list: (page: PageRequest) => Promise<Listing<Item>>,
): Promise<string> {
  const { cursor, bom, ...filter } = query;
  const filters = Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const line = (item: Item) => csvLine(table.cells(item));
  const part = await exportPart(deps, list, line, cursor).catch(refuseCursor('/query/cursor'));
  await recordAct(deps, caller.id, `${table.name}.exported`, table.name, null, {
    ...{ filters, rows: part.lines.length, continued: cursor !== undefined },
  });
  const search = new URLSearchParams(filters);
  setHeader('x-export-filters', search.toString());
  setHeader(
    'content-disposition',
    `attachment; filename="${fileName(table.name, deps.clock.now(), filters)}"`,
  );
  if (part.cursor !== undefined) {
    search.set('cursor', part.cursor);
    setHeader('link', `<?${search}>; rel="next"`);
  }
  const head = cursor === undefined ? `${bom === 'yes' ? '\uFEFF' : ''}${csvLine(table.columns)}` : '';
  return `${head}${part.lines.join('')}`;
}

/** `logs-2026-11-26-status-FAILED.csv`; letters that a file name may not hold become a hyphen. */
function fileName(name: string, now: string, filters: { readonly [name: string]: string }): string {
  const parts = Object.entries(filters).map(([key, value]) => `-${key}-${value.slice(0, 40)}`);
  return `${name}-${now.slice(0, 10)}${parts.join('')}`
    .replace(/[^\w.-]+/g, '-')
    .slice(0, 180)
    .concat('.csv');
}
