import { describe, expect, test } from 'vitest';
import { nextLink } from '../../shared/connector-kit/link-header.ts';

const base = 'https://vendor.example/api/items?page=1';
const next = (header: string | undefined) => nextLink(header, base);

describe('the next page in a Link header', () => {
  test.each([
    ['<https://vendor.example/api/items?page=2>; rel="next"', 'https://vendor.example/api/items?page=2'],
    ['</api/items?page=2>; rel=next', 'https://vendor.example/api/items?page=2'],
    ['<?page=2>; rel="next"', 'https://vendor.example/api/items?page=2'],
    ['<a>; rel="prev", <b>; rel="NEXT last"', 'https://vendor.example/api/b'],
    ['<x?a=1,2;3>; title="a, <b>; rel=\\"next\\""; rel="next"', 'https://vendor.example/api/x?a=1,2;3'],
    ['<a>; REL=next', 'https://vendor.example/api/a'],
  ])('is found in %s', (header, expected) => {
    expect(next(header)).toBe(expected);
  });

  test.each([
    [undefined],
    [''],
    ['<a>; rel="last"'],
    ['<a>; rel="nextpage"'],
    ['<a>'],
    ['<a>; rel="last"; rel="next"'],
    ['<a>; rel="next"; anchor="#other"'],
    ['rel="next"'],
  ])('is not there in %s', (header) => {
    expect(next(header)).toBeNull();
  });

  test('that cannot be an address is an answer of another shape, not the end of the list', () => {
    expect(() => next('<http://[>; rel="next"')).toThrowError(
      expect.objectContaining({ fault: expect.objectContaining({ kind: 'drifted' }) }),
    );
  });
});
