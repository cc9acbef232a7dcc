import type { FieldValue } from './values.ts';

/** The item of a list of objects whose `key` reads `equals`: `custom_fields[gid=123]`. */
interface Selector {
  readonly key: string;
  readonly equals: string;
}
type Step = string | number | Selector;
type JsonObject = { readonly [key: string]: FieldValue };

const forbidden = new Set(['__proto__', 'prototype', 'constructor']);
const longestPath = 200;
const step = /\[(\d{1,4})\]|\[([^.[\]=]+)=([^[\]]+)\]|([^.[\]]+)/g;
const whole = /^[^.[\]]+(\[(\d{1,4}|[^.[\]=]+=[^[\]]+)\])*(\.[^.[\]]+(\[(\d{1,4}|[^.[\]=]+=[^[\]]+)\])*)*$/;

/**
 * Steps of a path like `assignee.gid`, `custom_fields[0].value` or `custom_fields[gid=123].text_value`; throws a
 * `RangeError` in words on anything else.
 */
export function parsePath(path: string): readonly Step[] {
  if (path.length > longestPath || !whole.test(path)) throw new RangeError(`"${path}" is not a field path`);
  const steps = [...path.matchAll(step)].map(([, index, key, equals, name = '']): Step => {
    if (index !== undefined) return Number(index);
    return key !== undefined && equals !== undefined ? { key, equals } : name;
  });
  if (steps.some((item) => forbidden.has(nameOf(item)))) {
    throw new RangeError(`"${path}" reaches into the language, not into the record`);
  }
  return steps;
}

const nameOf = (item: Step): string => (typeof item === 'object' ? item.key : String(item));

/** Whether the text is a path that may be used. */
export function isPath(path: string): boolean {
  return pathMistake(path) === undefined;
}

/** What is wrong with the path, in words, or `undefined`. */
export function pathMistake(path: string): string | undefined {
  try {
    parsePath(path);
    return undefined;
  } catch (error) {
    return error instanceof RangeError ? error.message : String(error);
  }
}

const isObject = (value: FieldValue | undefined): value is JsonObject =>
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
  if (typeof item === 'string')
    return isObject(value) && Object.hasOwn(value, item) ? value[item] : undefined;
  if (!Array.isArray(value)) return undefined;
  const list: readonly FieldValue[] = value;
  return list[typeof item === 'number' ? item : list.findIndex((entry) => isSelected(entry, item))];
}

function isSelected(entry: FieldValue | undefined, { key, equals }: Selector): boolean {
  const found = isObject(entry) && Object.hasOwn(entry, key) ? (entry[key] ?? null) : null;
  return found !== null && typeof found !== 'object' && String(found) === equals;
}

/** A copy of `data` with `value` at `path`; missing objects, lists and selected items on the way are made. */
export function writePath(data: JsonObject, path: string, value: FieldValue): JsonObject {
  const written = put(data, parsePath(path), value);
  return isObject(written) ? written : data;
}

function put(current: FieldValue, [head, ...rest]: readonly Step[], value: FieldValue): FieldValue {
  if (head === undefined) return value;
  if (typeof head === 'string') {
    const object = isObject(current) ? current : {};
    const inner = Object.hasOwn(object, head) ? (object[head] ?? null) : null;
    return { ...object, [head]: put(inner, rest, value) };
  }
  const list: FieldValue[] = Array.isArray(current) ? [...current] : [];
  if (typeof head === 'number') {
    while (list.length < head) list.push(null);
    list[head] = put(list[head] ?? null, rest, value);
    return list;
  }
  const found = list.findIndex((entry) => isSelected(entry, head));
  const at = found < 0 ? list.length : found;
  list[at] = put(list[at] ?? { [head.key]: head.equals }, rest, value);
  return list;
}
