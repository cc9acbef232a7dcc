import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlOf, textOf } from '../../shared/connector-kit/html-text.ts';

describe('notes that a vendor keeps as HTML', () => {
  test('lose their formatting, not their lines', () => {
    expect(textOf('<div><p>Bring gloves.</p><p>Tea &amp; cake<br>at&nbsp;ten</p></div>')).toBe(
      'Bring gloves.\nTea & cake\nat ten',
    );
    expect(textOf('<ul>\n <li>One</li>\n <li>Two &lt;3&#33;</li>\n</ul>')).toBe('One\nTwo <3!');
    expect(textOf('<p></p>')).toBeNull();
    expect(textOf(null)).toBeNull();
    expect(textOf('2 < 3 and &unknown; stays')).toBe('2 < 3 and &unknown; stays');
  });

  test('written from here always read back as the same text', () => {
    const line = fc.string({ unit: fc.constantFrom(...'ab <>&;"\'/#3\n'), maxLength: 40 });
    fc.assert(
      fc.property(line, (text) => {
        const given = text.trim();
        expect(textOf(htmlOf(given))).toBe(given === '' ? null : given);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});
