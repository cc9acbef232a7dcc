import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, type FieldValue, fieldValue, sameValue } from '../../shared/domain/values.ts';

const { value } = fc.letrec<{ value: FieldValue; object: Record<string, FieldValue> }>((tie) => ({
  object: fc.dictionary(fc.string({ maxLength: 4 }), tie('value'), { maxKeys: 4 }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string({ maxLength: 6 }),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
}));

const reversed = (item: FieldValue): FieldValue => {
  if (Array.isArray(item)) return item.map(reversed);
  if (typeof item !== 'object' || item === null) return item;
  return Object.fromEntries(
    Object.entries(item)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

describe('values are compared by what they say', () => {
  test('an absent field, an empty text and an empty list are all nothing', () => {
    expect(fieldValue({}, 'title')).toBeNull();
    expect(fieldValue({ title: '' }, 'title')).toBeNull();
    expect(fieldValue({ tags: [] }, 'tags')).toBeNull();
    expect(fieldValue({ done: false, minutes: 0 }, 'done')).toBe(false);
    expect(fieldValue({ done: false, minutes: 0 }, 'minutes')).toBe(0);
  });

  test('a name that every object has is not taken for a field', () => {
    expect(fieldValue({}, 'constructor')).toBeNull();
    expect(fieldValue({}, 'toString')).toBeNull();
  });

  test('a text that looks like a number is not that number', () => {
    expect(sameValue('1', 1)).toBe(false);
    expect(sameValue(null, 'null')).toBe(false);
    expect(sameValue(['a', 'b'], ['a,b'])).toBe(false);
  });

  test('a missing property and one that holds nothing are equal', () => {
    expect(sameValue({ a: 1, b: null }, { a: 1 })).toBe(true);
  });

  test('the order of properties never matters', () => {
    fc.assert(
      fc.property(value, (item) => {
        expect(canonicalText(reversed(item))).toBe(canonicalText(item));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('values that differ in JSON never have equal canonical texts', () => {
    const withoutNulls = (item: FieldValue): FieldValue => JSON.parse(canonicalText(item));
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [left, right] = [withoutNulls(a), withoutNulls(b)];
        expect(sameValue(a, b)).toBe(
          fc.stringify(left) === fc.stringify(right) || canonicalText(a) === canonicalText(b),
        );
        if (canonicalText(a) === canonicalText(b)) expect(left).toEqual(right);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

test('an empty value of any kind is none, and a missing one too', () => {
  for (const empty of [null, '', []]) expect(fieldValue({ a: empty }, 'a')).toBeNull();
  expect(fieldValue({}, 'toString')).toBeNull();
  expect(fieldValue({ a: 0 }, 'a')).toBe(0);
  expect(fieldValue({ a: false }, 'a')).toBe(false);
});

test('the order of keys makes no difference, the order of items does', () => {
  expect(canonicalText({ b: 1, a: 2, c: null })).toBe('{"a":2,"b":1}');
  expect(canonicalText({ c: 1, a: { z: 1, y: [2, 1] }, b: 3 })).toBe('{"a":{"y":[2,1],"z":1},"b":3,"c":1}');
});
