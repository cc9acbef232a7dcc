import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPath, parsePath, pathMistake, readPath, writePath } from '../../shared/domain/paths.ts';
import type { FieldValue } from '../../shared/domain/values.ts';

describe('a field path reads and writes inside a record', () => {
  const data = { assignee: { gid: '12' }, custom_fields: [{ value: 'A' }, { value: 'B' }], empty: null };

  test('follows properties and positions', () => {
    expect(readPath(data, 'assignee.gid')).toBe('12');
    expect(readPath(data, 'custom_fields[1].value')).toBe('B');
    expect(readPath(data, 'empty')).toBeNull();
  });

  test('ends where the way ends', () => {
    expect(readPath(data, 'assignee.name')).toBeUndefined();
    expect(readPath(data, 'custom_fields[7].value')).toBeUndefined();
    expect(readPath(data, 'empty.deeper')).toBeUndefined();
    expect(readPath(data, 'assignee[0]')).toBeUndefined();
    expect(readPath(data, 'custom_fields.length')).toBeUndefined();
    expect(readPath('text', 'length')).toBeUndefined();
  });

  test('writes a copy and makes what is missing on the way', () => {
    expect(writePath({}, 'a.b[1].c', 5)).toEqual({ a: { b: [null, { c: 5 }] } });
    expect(writePath(data, 'assignee.gid', '99')).toEqual({ ...data, assignee: { gid: '99' } });
    expect(data.assignee.gid).toBe('12');
  });

  test.each(['', '.', 'a..b', 'a[', 'a[x]', '[0]', 'a[99999]', 'a.', `a${'.a'.repeat(200)}`])(
    'refuses "%s" as a path',
    (path) => {
      expect(() => parsePath(path)).toThrow(RangeError);
    },
  );

  test('no path ever reaches into the language', () => {
    const word = fc.constantFrom('__proto__', 'prototype', 'constructor', 'a', 'toString', 'hasOwnProperty');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const path = words.join('.');
        const reserved = words.some((item) => ['__proto__', 'prototype', 'constructor'].includes(item));
        if (reserved) {
          expect(() => readPath({ a: {} }, path)).toThrow(RangeError);
          expect(() => writePath({}, path, 'x')).toThrow(RangeError);
        } else {
          expect(readPath({}, path)).toBeUndefined();
          writePath({}, path, 'x');
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect({}).not.toHaveProperty('x');
      }),
      { seed: 4 },
    );
  });

  test('what was written at a path is read at it, and every other field stays', () => {
    const step = fc.constantFrom('a', 'b', 'c', 'toString');
    const path = fc
      .array(fc.tuple(step, fc.option(fc.integer({ min: 0, max: 3 }))), { minLength: 1, maxLength: 4 })
      .map((steps) => steps.map(([name, at]) => (at === null ? name : `${name}[${at}]`)).join('.'));
    fc.assert(
      fc.property(path, fc.string(), (where, value) => {
        const written = writePath({ other: 'kept' }, where, value);
        expect(readPath(written, where)).toBe(value);
        expect(written.other).toBe('kept');
      }),
      { seed: 5 },
    );
  });
});

describe('an item of a list chosen by its key', () => {
  const data = { custom_fields: [{ gid: '7', v: 'a' }, null, { gid: 12, v: { w: 'b' } }] };

  test('is found wherever it stands, be its key text or number', () => {
    expect(readPath(data, 'custom_fields[gid=7].v')).toBe('a');
    expect(readPath(data, 'custom_fields[gid=12].v.w')).toBe('b');
    expect(readPath(data, 'custom_fields[gid=13].v')).toBeUndefined();
    expect(readPath({ custom_fields: { gid: '7' } }, 'custom_fields[gid=7]')).toBeUndefined();
  });

  test('is changed in place or added, and the others stay', () => {
    expect(writePath(data, 'custom_fields[gid=7].v', 'c')).toEqual({
      custom_fields: [{ gid: '7', v: 'c' }, null, { gid: 12, v: { w: 'b' } }],
    });
    expect(writePath({}, 'properties[name=Skill level].value', 3)).toEqual({
      properties: [{ name: 'Skill level', value: 3 }],
    });
  });

  test('cannot be chosen by a name of the language', () => {
    expect(isPath('list[__proto__=x].v')).toBe(false);
    expect(isPath('list[=x]')).toBe(false);
    expect(isPath('list[a=]')).toBe(false);
  });
});

describe('the item that a key selects', () => {
  const fields = (entries: readonly FieldValue[]) => ({ f: entries });

  test('is found by a value that reads so, whatever its type', () => {
    expect(readPath(fields([{ id: 12, v: 'A' }]), 'f[id=12].v')).toBe('A');
    expect(readPath(fields([{ id: true, v: 'A' }]), 'f[id=true].v')).toBe('A');
  });
  test('is not found by nothing, or by something that is no single value', () => {
    expect(readPath(fields([{ id: null, v: 'A' }]), 'f[id=null].v')).toBeUndefined();
    expect(readPath(fields([{ id: ['12'], v: 'A' }]), 'f[id=12].v')).toBeUndefined();
    expect(readPath(fields([{ v: 'A' }]), 'f[id=undefined].v')).toBeUndefined();
    expect(readPath(fields(['id']), 'f[id=12].v')).toBeUndefined();
  });
  test('is kept, with all that it has, when something is written into it', () => {
    const data = fields([{ id: '1' }, { id: '2', v: 'A', w: 'B' }]);
    expect(writePath(data, 'f[id=2].v', 'C')).toEqual(fields([{ id: '1' }, { id: '2', v: 'C', w: 'B' }]));
    expect(writePath(data, 'f[1].v', 'C')).toEqual(fields([{ id: '1' }, { id: '2', v: 'C', w: 'B' }]));
    expect(writePath(data, 'f[2].v', 'C')).toEqual({ f: [...data.f, { v: 'C' }] });
  });
});

test('a path may have two hundred letters, and is told to be none with one more', () => {
  expect(pathMistake('a'.repeat(200))).toBeUndefined();
  expect(isPath('a'.repeat(200))).toBe(true);
  expect(pathMistake('a'.repeat(201))).toBe(`"${'a'.repeat(201)}" is not a field path`);
  expect(isPath('a'.repeat(201))).toBe(false);
});
