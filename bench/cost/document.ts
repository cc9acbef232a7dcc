import { withFigures } from '../support/document.ts';
import type { Measured } from './measured.ts';
import { countedTable, eventTable, monthTable, priceTable, standingTable } from './tables.ts';
import type { Standing } from './template.ts';

/** docs/cost.md with its figures written anew. */
export function costDocument(document: string, measured: Measured, standing: Standing): string {
  const figures: readonly (readonly [string, string])[] = [
    ['month', monthTable(measured, standing)],
    ['standing', standingTable(measured, standing)],
    ['events', eventTable(measured, standing)],
    ['counted', countedTable(measured)],
    ['prices', priceTable()],
  ];
  return figures.reduce((text, [name, table]) => withFigures(text, name, table), document);
}
