import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causeKeyOf } from '../../shared/domain/cause-key.ts';

const key = (message: string) => causeKeyOf({ kind: 'rejected', message });

describe('failures with one cause', () => {
  test.each([
    ['The system answered 400: Not a valid id: 1201', 'The system answered 400: Not a valid id: 77'],
    ['The field "title" is too long', 'The field "notes" is too long'],
    ['Task t-41 is locked', 'Task t-7 is locked'],
  ])('"%s" and "%s" are one', (a, b) => {
    expect(key(a)).toBe(key(b));
  });

  test('the kind of fault and other words make another cause', () => {
    expect(key('Too long')).not.toBe(key('Too short'));
    expect(causeKeyOf({ kind: 'forbidden', message: 'Too long' })).not.toBe(key('Too long'));
    const long = 'word '.repeat(30);
    expect(key(`${long} a`)).not.toBe(key(`${long} b`));
  });

  test('whatever the sentence is, the name is short and fits into an address and a key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (message) => {
        expect(key(message)).toMatch(/^rejected:[^\s#/]{0,70}$/u);
      }),
      { seed: 20_261_126, numRuns: 300 },
    );
  });
});
