import type { FieldValue } from './values.ts';

type Step = string | number;
type JsonObject = { readonly [key: string]: FieldValue };

const forbidden = new Set(['__proto__', 'prototype', 'constructor']);
const step = /([^.[\]]+)|\[(\d{1,4})\]/g;
const whole = /^[^.[\]]+(\[\d{1,4}\])*(\.[^.[\]]+(\[\d{1,4}\])*)*$/;

/** Steps of a path like `assignee.gid` or `custom_fields[0].value`; throws on anything else. */
export function parsePath(path: string): readonly Step[] {
  if (path.length > 200 || !whole.test(path)) throw new RangeError(`"${path}" is not a field path`);
  const steps = [...path.matchAll(step)].map(
    (match): Step => (match[2] === undefined ? match[0] : Number(match[2])),
  );
  if (steps.some((item) => typeof item === 'string' && forbidden.has(item))) {
    throw new RangeError(`"${path}" reaches into the language, not into the record`);
  }
  return steps;
}

/** Whether the text is a path that may be used. */
export function isPath(path: string): boolean {
  try {
    return parsePath(path).length > 0;
  } catch {
    return false;
  }
}

const isObject = (value: FieldValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at `path`, or `undefined` where the way ends before it. Own properties only. */
export function readPath(data: FieldValue, path: string): FieldValue | undefined {
  let current: FieldValue | undefined = data;
  for (const item of parsePath(path)) {
    if (current === undefined) return undefined;
    current = child(current, item);
  }
  return current;
}

function child(value: FieldValue, item: Step): FieldValue | undefined {
  if (typeof item === 'number')
    return Array.isArray(value) ? (value[item] as FieldValue | undefined) : undefined;
  return isObject(value) && Object.hasOwn(value, item) ? value[item] : undefined;
}

/** A copy of `data` with `value` at `path`; missing objects and lists on the way are made. */
export function writePath(data: JsonObject, path: string, value: FieldValue): JsonObject {
  const written = put(data, parsePath(path), value);
  return isObject(written) ? written : data;
}

function put(current: FieldValue, [head, ...rest]: readonly Step[], value: FieldValue): FieldValue {
  if (head === undefined) return value;
  if (typeof head === 'number') {
    const list: FieldValue[] = Array.isArray(current) ? [...current] : [];
    while (list.length < head) list.push(null);
    list[head] = put(list[head] ?? null, rest, value);
    return list;
  }
  const object = isObject(current) ? current : {};
  return { ...object, [head]: put(Object.hasOwn(object, head) ? (object[head] ?? null) : null, rest, value) };
}
