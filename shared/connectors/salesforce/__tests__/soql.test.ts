import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSoql } from '../simulator/soql.ts';
import { isId, moment, quoted, select } from '../soql.ts';

const seeded = { seed: 20_261_101, numRuns: 500 };

describe('what is put into a query', () => {
  test.each([
    ["O'Brien", "'O\\'Brien'"],
    ['a\\', "'a\\\\'"],
    ["' OR Name != '", "'\\' OR Name != \\''"],
    ['two\nlines', "'two\\nlines'"],
    ['', "''"],
  ])('%j stays one text', (text, soql) => {
    expect(quoted(text)).toBe(soql);
  });

  test('is always read back as the text that it was, and never as a part of the query', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom("'", '\\', '"', '\n', '\r', '\t', '\b', '\f', ' OR ', 'a', '%') }),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const { where } = parseSoql(select('Contact', [`Name = ${quoted(text)}`]));
        expect(where).toEqual({ path: 'Name', operator: '=', literal: { kind: 'text', value: text } });
      }),
      seeded,
    );
  });

  test('a moment is written in UTC and without quotes, and nothing else passes for one', () => {
    expect(moment('2026-01-05T10:00:00.000+0100')).toBe('2026-01-05T09:00:00.000Z');
    for (const text of ["2026-01-05' OR Id != '", '2026-01-05', 'TODAY', ''])
      expect(() => moment(text)).toThrow('no time');
  });

  test('an id is one by its form only', () => {
    expect(['003Wx0000000005IAA', '003Wx0000000005'].map(isId)).toEqual([true, true]);
    expect(["003Wx0000000005' OR", '999999', '', '003Wx000000000500'].map(isId)).toEqual([
      ...[false, false, false, false],
    ]);
  });
});
