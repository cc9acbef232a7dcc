import { describe, expect, test } from 'vitest';
import { differences, table, withFigures } from '../../bench/support/document.ts';

const document = 'Before.\n\n<!-- figures: sums -->\n\nold\n\n<!-- end of figures -->\n\nAfter.\n';

describe('figures in a document', () => {
  test('are written between their marks, and nothing else is touched', () => {
    const written = withFigures(document, 'sums', '| 1 |');
    expect(written).toBe(document.replace('old', '| 1 |'));
    expect(withFigures(written, 'sums', '| 1 |')).toBe(written);
  });

  test('need a place', () => {
    expect(() => withFigures(document, 'others', '')).toThrow('no place for the figures "others"');
  });

  test('may differ by rounding, and by the share that is allowed', () => {
    expect(differences('| 0.03 | 1,000 |', '| 0.04 | 1,001 |', 0)).toEqual([]);
    expect(differences('| 100.0 |', '| 104.9 |', 0.05)).toEqual([]);
    expect(differences('| 100.0 |', '| 106.0 |', 0.05)).toHaveLength(1);
  });

  test('may not differ in words, in how many they are, or in lines', () => {
    expect(differences('3 alarms', '3 rules', 1)).toHaveLength(1);
    expect(differences('| 3 |', '| 3 | 4 |', 1)).toHaveLength(1);
    expect(differences('a', 'a\nb', 1)).toEqual(['it says:  nothing\n  now it is: b']);
  });

  test('stand to the right in tables', () => {
    expect(table(['what', 'USD'], [['alarms', '5.80']])).toBe(
      '| what | USD |\n| --- | ---: |\n| alarms | 5.80 |',
    );
  });
});
