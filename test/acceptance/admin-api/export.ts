import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { functionNamed } from '../../support/bad-days.ts';
import { parseCsv, rawCells } from '../../support/csv.ts';
import { type SeededLog, seedLogs } from '../../support/seed-logs.ts';
import { type RunningStack, startStack } from '../../support/stack.ts';

export const title =
  '100,000 log entries as one CSV, part by part: every row once, no formula, audited, and the memory stays flat';

const entries = 100_000;
/** Of the function's heap in use, garbage included; it is given 1,024 MB. */
const mostHeapMb = 256;
const auditShape = z.looseObject({
  entries: z.array(
    z.looseObject({ action: z.string(), after: z.looseObject({ rows: z.number() }).nullable().catch(null) }),
  ),
});

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using stack = await startStack();
  const logs = await seedLogs(stack, entries);
  say(`${entries} entries are there`);
  const all = await exported(stack, '/api/admin/logs.csv');
  const failed = await exported(stack, '/api/admin/logs.csv?outcome=dead');
  const audit = await stack.steward.call('GET', '/api/admin/audit?limit=200', auditShape);
  const taken = audit.entries.filter(({ action }) => action === 'logs.exported');
  const rowsTaken = taken.reduce((sum, { after }) => sum + (after?.rows ?? 0), 0);
  const trail = await exported(stack, '/api/admin/audit.csv');
  const quarter = Math.ceil(all.peaks.length / 4);
  const [first, last] = [Math.max(...all.peaks.slice(0, quarter)), Math.max(...all.peaks.slice(-quarter))];
  const wrong = [
    ...faults('all', all.text, logs),
    ...faults(
      ...(['what failed for good', failed.text] as const),
      logs.filter(({ outcome }) => outcome === 'dead'),
    ),
    ...(taken.length === all.parts + failed.parts && rowsTaken === entries + 10
      ? []
      : [`the audit trail tells of ${taken.length} parts with ${rowsTaken} rows`]),
    ...(last > first * 1.5 || Math.max(...all.peaks) > mostHeapMb ? ['the heap grows'] : []),
    ...(trail.text.split('logs.exported').length - 1 >= taken.length
      ? []
      : ['the trail as CSV lacks entries']),
  ];
  const lines = [
    `${entries} rows, ${megabytes(Buffer.byteLength(all.text))} MB in ${all.parts} parts: ${all.seconds.toFixed(1)} s`,
    `the longest part took ${all.slowest.toFixed(2)} s and was ${megabytes(all.largest)} MB (an answer has 29 s and 6 MB)`,
    `highest heap of the function: ${first} MB in the first quarter, ${last} MB in the last`,
    `a rare filter: ${failed.parts} parts, ${failed.seconds.toFixed(1)} s; audited: ${taken.length} parts, ${rowsTaken} rows`,
  ];
  if (wrong.length > 0) throw new Error([...lines, ...wrong].join('\n  '));
  return lines;
}

/** What is wrong with the file, by the entries that it should hold. */
function faults(name: string, text: string, wanted: readonly SeededLog[]): readonly string[] {
  const [header = [], ...rows] = parseCsv(text);
  const ids = rows.map((row) => row[header.indexOf('id')] ?? '');
  const known = new Set(ids);
  const missing = wanted.filter(({ id }) => !known.has(id)).length;
  const formulas = rawCells(text)
    .flat()
    .filter((cell) => /^[=+\-@\t\r]/.test(cell)).length;
  return [
    ...(known.size === ids.length && missing === 0 && ids.length === wanted.length
      ? []
      : [`${name}: ${ids.length} rows, ${known.size} different, ${missing} missing`]),
    ...(formulas === 0 ? [] : [`${name}: ${formulas} cells would be computed`]),
  ];
}

/** Follows the links to the end, as a client does; the function's heap is looked at meanwhile. */
async function exported(stack: RunningStack, path: string) {
  const api = functionNamed(stack, 'admin-api');
  const headers = { authorization: `Bearer ${stack.token('BOARD_CHAIR')}` };
  const [texts, peaks, seconds]: [string[], number[], number[]] = [[], [], []];
  let next: URL | undefined = new URL(path, stack.apiUrl);
  while (next !== undefined) {
    const began = performance.now();
    const asked = part(next, headers);
    const [{ text, link }, peak] = await Promise.all([asked, highestUntil(asked, () => api.heapBytes())]);
    texts.push(text);
    peaks.push(megabytes(peak));
    seconds.push((performance.now() - began) / 1000);
    next = link === undefined ? undefined : new URL(link, next);
  }
  return {
    ...{ text: texts.join(''), parts: texts.length, peaks },
    seconds: seconds.reduce((sum, each) => sum + each, 0),
    slowest: Math.max(...seconds),
    largest: Math.max(...texts.map((text) => Buffer.byteLength(JSON.stringify(text)))),
  };
}

interface Part {
  readonly text: string;
  readonly link: string | undefined;
}

async function part(url: URL, headers: Readonly<Record<string, string>>): Promise<Part> {
  const response = await fetch(url, { headers });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${url.pathname} answered ${response.status}: ${text}`);
  const [, link] = /^<(.*)>; rel="next"$/.exec(response.headers.get('link') ?? '') ?? [];
  return { text, link };
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;

/** The highest value seen until the work is done. */
async function highestUntil(work: Promise<unknown>, look: () => Promise<number>): Promise<number> {
  let done = false;
  const finish = () => {
    done = true;
  };
  void work.then(finish, finish);
  let highest = 0;
  while (!done) {
    highest = Math.max(highest, await look());
    await pause(20);
  }
  return highest;
}
