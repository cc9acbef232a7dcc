import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '../../../shared/domain/csv.ts';
import { csvParts, nextOf, rowsOf } from './csv.ts';

const answer = (body: string, next?: string, init: ResponseInit = {}) =>
  new Response(body, { headers: next === undefined ? {} : { link: `<?${next}>; rel="next"` }, ...init });
const read = async (
  answers: Readonly<Record<string, readonly Response[]>>,
  signal = new AbortController().signal,
) => {
  const waited: number[] = [];
  const left = new Map(Object.entries(answers).map(([query, all]) => [query, [...all]]));
  const source = {
    ask: async (query: string) => left.get(query)?.shift() ?? answer('', undefined, { status: 404 }),
    wait: async (ms: number) => void waited.push(ms),
  };
  const parts: string[] = [];
  for await (const part of csvParts(source, 'status=FAILED', signal)) parts.push(part);
  return { file: parts.join(''), waited };
};

describe('A list as CSV', () => {
  test('is read part by part to the end, as one file', async () => {
    const { file } = await read({
      'status=FAILED': [answer('a,b\r\n1,2\r\n', 'status=FAILED&cursor=x')],
      'status=FAILED&cursor=x': [answer('', 'status=FAILED&cursor=y')],
      'status=FAILED&cursor=y': [answer('3,4\r\n')],
    });
    expect(file).toBe('a,b\r\n1,2\r\n3,4\r\n');
  });

  test('waits as long as it is told when there are too many requests', async () => {
    const busy = answer('', undefined, { status: 429, headers: { 'retry-after': '3' } });
    const { file, waited } = await read({ 'status=FAILED': [busy, answer('a\r\n')] });
    expect({ file, waited }).toEqual({ file: 'a\r\n', waited: [3000] });
  });

  test('ends with the trouble when a part is refused', async () => {
    await expect(read({ 'status=FAILED': [answer('', 'gone')] })).rejects.toThrow('404');
  });

  test.for([
    [null, undefined],
    ['<?a=1&cursor=2>; rel="next"', 'a=1&cursor=2'],
    ['<?a=1>; rel="prev"', undefined],
  ] as const)('%s leads to %s', ([link, next]) => {
    expect(nextOf(link)).toBe(next);
  });

  test('always has as many rows as lines were written, whatever stands in the cells', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a\nb', '"', '\r\n', 'x,"y"\n'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), (lines) => {
        expect(rowsOf(lines.map((cells) => csvLine(cells)).join(''))).toBe(lines.length);
      }),
      { seed: 7 },
    );
  });
});
