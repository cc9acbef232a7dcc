import { describe, expect, test } from 'vitest';
import { canonicalFor, misfit } from '../../shared/domain/field-values.ts';
import type { FieldSpec } from '../../shared/domain/resources.ts';
import type { FieldValue } from '../../shared/domain/values.ts';

const field = (kind: FieldSpec['kind'], more: Partial<FieldSpec> = {}): FieldSpec => ({
  kind,
  label: 'Field',
  ...more,
});
const sizes = field('enum', { options: ['S', 'M', 'L'] });

describe('a field takes', () => {
  test.each<[FieldSpec, FieldValue]>([
    [field('text'), 'a'],
    [field('number'), -0.5],
    [field('boolean'), false],
    [sizes, 'M'],
    [field('plain-date'), '2026-03-01'],
    [field('instant'), '2026-03-01T10:15:30.000Z'],
    [field('zoned'), '2026-03-01T10:00[Europe/Berlin]'],
    [field('set'), ['a', 'b']],
    [field('reference'), 'member-1'],
    [field('json'), { a: [1] }],
  ])('%j: %j', (spec, value) => {
    expect(misfit(spec, value)).toBeUndefined();
    expect(misfit(spec, null)).toBeUndefined();
  });
});

describe('a field refuses, and says what it takes:', () => {
  test.each<[string, FieldSpec, readonly FieldValue[]]>([
    ['a text', field('text'), [7, ['a']]],
    ['a number', field('number'), ['7', Number.NaN, Number.POSITIVE_INFINITY]],
    ['true or false', field('boolean'), ['true', 1]],
    ['one of S, M, L', sizes, ['XL', 7]],
    ['one of ', field('enum'), ['S']],
    ['a calendar day like 2026-03-01', field('plain-date'), ['2026-02-30', '2026-03-01T00:00:00.000Z', 7]],
    [
      'a time in UTC like 2026-03-01T10:15:30.000Z',
      field('instant'),
      ['2026-03-01T10:15:30Z', '2026-03-01T10:15:30.000+01:00', '2026-03-01', 7],
    ],
    [
      'a local time with its zone like 2026-03-01T10:00[Europe/Berlin]',
      field('zoned'),
      ['2026-03-01T10:00:00[Europe/Berlin]', '2026-03-01T10:00', 7],
    ],
    ['a list', field('set'), ['a', { a: 1 }]],
    ['the id of the record', field('reference'), [7, ['a']]],
  ])('%s', (wanted, spec, values) => {
    for (const value of values) expect(misfit(spec, value)).toBe(wanted);
  });
});

describe('a value that can be spelled in several ways', () => {
  const local = field('zoned');
  test('has one spelling', () => {
    expect(canonicalFor(local, '2026-03-01T10:00:00+01:00[Europe/Berlin]')).toBe(
      '2026-03-01T10:00[Europe/Berlin]',
    );
  });
  test('stays as it is where it does not fit its field, or the field has no such spellings', () => {
    expect(canonicalFor(local, 'tomorrow')).toBe('tomorrow');
    expect(canonicalFor(local, 7)).toBe(7);
    const text = '2026-03-01T10:00:00[Europe/Berlin]';
    expect(canonicalFor(field('text'), text)).toBe(text);
    expect(canonicalFor(undefined, text)).toBe(text);
  });
});
