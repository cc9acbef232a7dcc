import { describe, expect, test } from 'vitest';
import { jsonataExpressions } from '../../shared/adapters/platform/expressions.ts';
import type { FieldValue } from '../../shared/domain/values.ts';

const evaluate = (expression: string, input: FieldValue = {}) =>
  jsonataExpressions.evaluate(expression, input);
const failure = async (expression: string, input: FieldValue = {}) => {
  try {
    return { result: await evaluate(expression, input) };
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
};

describe('an expression of a field mapping', () => {
  test('computes a value from the whole record', async () => {
    const person = { first: 'Ada', last: 'Lovelace', tags: [{ name: 'bees' }, { name: 'maps' }] };
    expect(await evaluate('first & " " & last', person)).toBe('Ada Lovelace');
    expect(await evaluate('tags.name', person)).toEqual(['bees', 'maps']);
    expect(await evaluate('middle', person)).toBeNull();
    expect(await evaluate('$uppercase(last)', person)).toBe('LOVELACE');
  });

  test('that calls itself for ever is ended and said to do so', async () => {
    expect(await failure('($f := function($n) { 1 + $f($n) }; $f(1))')).toContain('calls itself too often');
    expect(await failure('($f := function($n) { $f($n + 1) }; $f(1))')).toContain('too');
  });

  test('that counts to the end of the world is ended', async () => {
    expect(await failure('$sum([1..9000000].($ * 2))')).toMatch(/too (many|long|much)/);
    expect(await failure('[1..99999999999]')).toMatch(/failed/);
    expect(await failure('$map([1..9000000], function($v) { $map([1..9000000], $string) })')).toMatch(/too/);
  });

  test('that hides its endlessness in a regular expression is ended', async () => {
    expect(await failure(`$match("${'a'.repeat(60)}!", /^(a+)+$/)`)).toContain('it takes too long');
  });

  test('that asks for a gigantic text is ended', async () => {
    expect(await failure('$pad("x", 400000000)')).toMatch(/too (large|long|much)/);
    expect(await failure('$pad("x", 100000)')).toContain('its result is too large');
  });

  test('after any of these the next one is evaluated as if nothing had been', async () => {
    const [endless, fine] = await Promise.all([
      failure(`$match("${'a'.repeat(60)}!", /^(a+)+$/)`),
      evaluate('1 + 1'),
    ]);
    expect(endless).toContain('too long');
    expect(fine).toBe(2);
  });

  test('reaches nothing but the record', async () => {
    for (const reaching of [
      'constructor',
      '__proto__',
      '$lookup($, "__proto__")',
      '$lookup($, "constructor")',
      'a.constructor.constructor("return process")()',
      '`__proto__`.polluted',
      '$string.constructor',
      'process.env',
      'globalThis',
    ]) {
      const outcome = await failure(reaching, { a: 'x' });
      expect(outcome === 'no error' || typeof outcome === 'string' || outcome.result === null).toBe(true);
    }
    await failure('$merge([{"__proto__": {"polluted": true}}, {"a": 1}])');
    await failure('$ ~> |$|{"__proto__": {"polluted": true}}|');
    expect(await evaluate('polluted', {})).toBeNull();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('gives the same value for the same record, so it knows neither time nor chance nor other expressions', async () => {
    for (const name of ['now', 'millis', 'random'])
      expect(await failure(`$${name}()`)).toContain(`$${name}() is not available in a field mapping`);
    expect(await failure('$shuffle([1,2])')).toContain('not available');
    expect(await failure('$eval("1")')).toContain('not available');
  });

  test('with a mistake says where', async () => {
    expect(await failure('first & ')).toContain('at letter');
    expect(await jsonataExpressions.mistake('first & ')).toContain('at letter');
    expect(await jsonataExpressions.mistake('first & last')).toBeUndefined();
    expect(await jsonataExpressions.mistake('('.repeat(5000))).toBe('it is too long');
    expect(await failure('$nothing(1)')).toContain('failed');
  });
});
