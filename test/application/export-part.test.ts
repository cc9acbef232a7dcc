import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryClock } from '../../shared/adapters/in-memory/system.ts';
import { exportPart } from '../../shared/application/exports/export-part.ts';
import type { Listing, PageRequest } from '../../shared/application/ports.ts';

/** A list of numbers whose pages hold `pageSize` at most, whatever was asked for. */
const listOf =
  (count: number, pageSize: number, onRead: () => void = () => undefined) =>
  async ({ limit, cursor }: PageRequest): Promise<Listing<number>> => {
    onRead();
    const from = Number(cursor ?? 0);
    const end = Math.min(count, from + Math.min(limit, pageSize));
    const items = Array.from({ length: end - from }, (_, at) => from + at);
    return end === count ? { items } : { items, cursor: String(end) };
  };

const line = (item: number) => `${item}\r\n`;

describe('A part of an export', () => {
  test('ends after 5,000 rows with a cursor', async () => {
    const part = await exportPart({ clock: new MemoryClock() }, listOf(12_000, 1000), line, undefined);
    expect([part.lines.length, part.cursor]).toEqual([5000, '5000']);
  });

  test('ends earlier where the rows are long: an answer has at most 6 MB', async () => {
    const long = () => `"${'""'.repeat(20_000)}"\r\n`;
    const part = await exportPart({ clock: new MemoryClock() }, listOf(1000, 10), long, undefined);
    expect(JSON.stringify(part.lines.join('')).length).toBeLessThan(6_000_000);
    expect(part.cursor).toBeDefined();
  });

  test('ends after eight seconds of looking, though it found nothing yet', async () => {
    const clock = new MemoryClock();
    let reads = 0;
    const empty = async ({ cursor }: PageRequest) => {
      clock.pass(3);
      reads++;
      return { items: [], cursor: `${cursor ?? ''}.` };
    };
    expect(await exportPart({ clock }, empty, line, undefined)).toEqual({ lines: [], cursor: '...' });
    expect(reads).toBe(3);
  });

  test('and those that follow it always hold every item once, in order', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 0, max: 12_000 }),
      fc.integer({ min: 40, max: 300 }),
      async (count, pageSize) => {
        const lines: string[] = [];
        let cursor: string | undefined;
        do {
          const part = await exportPart({ clock: new MemoryClock() }, listOf(count, pageSize), line, cursor);
          lines.push(...part.lines);
          cursor = part.cursor;
        } while (cursor !== undefined);
        expect(lines).toEqual(Array.from({ length: count }, (_, at) => line(at)));
      },
    );
    await fc.assert(property, { seed: 41, numRuns: 20 });
  });
});
