import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '../../shared/domain/csv.ts';
import { parseCsv, rawCells } from '../support/csv.ts';

/** Text that is hard on CSV: what spreadsheets compute, what separates, what is quoted, and anything else. */
const hard = fc.array(
  fc.oneof(
    fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", ' ', '＝', 'SUM(A1)', 'ä', '\uFEFF'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  { maxLength: 6 },
);
const cell = hard.map((parts) => parts.join(''));
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 });
const settings = { seed: 4180, numRuns: 2000 };

describe('A line of CSV', () => {
  test.each([
    [['a', 'b c', ''], 'a,b c,\r\n'],
    [['1,5', 'say "oak"', 'two\nlines'], '"1,5","say ""oak""","two\nlines"\r\n'],
    [['=1+1', '-2', '@name', '+49'], "'=1+1,'-2,'@name,'+49\r\n"],
    [['\t=1', '\rx'], `'\t=1,"'\rx"\r\n`],
    [[' =1+1', '＝1+1'], "' =1+1,'＝1+1\r\n"],
    [["'quoted'"], "''quoted'\r\n"],
    [[' blank '], '" blank "\r\n'],
  ])('of %j is %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  test('always gives back every value when it is read', () => {
    const property = fc.property(rows, (all) => {
      expect(parseCsv(all.map(csvLine).join(''))).toEqual(all);
    });
    fc.assert(property, settings);
  });

  test('never has a cell that a spreadsheet would compute', () => {
    const property = fc.property(rows, (all) => {
      const cells = rawCells(all.map(csvLine).join('')).flat();
      expect(
        cells.filter((each) => /^[=+\-@\t\r\n]/.test(each) || /^[=+\-@＝＋－＠]/.test(each.trim())),
      ).toEqual([]);
    });
    fc.assert(property, settings);
  });
});
