import type { FieldValue } from './values.ts';

/** From a light touch to the bare shape: longest text, most items of a list, most members of an object. */
const steps = [
  [1000, 50, 200],
  [300, 10, 100],
  [100, 3, 40],
  [40, 1, 20],
  [10, 1, 5],
] as const;
const bytes = new TextEncoder();

/** The value as JSON text of at most so many bytes: long texts, lists and objects lose their ends, the shape stays. */
export function shrink(value: FieldValue, mostBytes: number): string {
  const whole = JSON.stringify(value);
  if (bytes.encode(whole).length <= mostBytes) return whole;
  for (const [text, items, members] of steps) {
    const less = JSON.stringify(shorten(value, text, items, members, 0));
    if (bytes.encode(less).length <= mostBytes) return less;
  }
  return Array.isArray(value) ? '["…"]' : '{"…":"…"}';
}

const deepest = 12;

function shorten(value: FieldValue, text: number, items: number, members: number, depth: number): FieldValue {
  if (typeof value === 'string') return value.length > text ? `${value.slice(0, text)}…` : value;
  if (value === null || typeof value !== 'object') return value;
  if (depth > deepest) return '…';
  const inner = (item: FieldValue) => shorten(item, text, items, members, depth + 1);
  if (Array.isArray(value)) {
    const kept = value.slice(0, items).map(inner);
    return value.length > items ? [...kept, `… ${value.length - items} more`] : kept;
  }
  const all = Object.entries(value);
  const kept = all.slice(0, members).map(([name, item]) => [name.slice(0, 200), inner(item)] as const);
  return Object.fromEntries(all.length > members ? [...kept, ['…', `${all.length - members} more`]] : kept);
}
