import { Refused, Unreachable } from './problems.ts';

/** How many rows a part of a CSV file holds: line ends that stand in no quotes. */
export function rowsOf(part: string): number {
  let [rows, quoted] = [0, false];
  for (let at = 0; at < part.length; at++) {
    if (part[at] === '"') quoted = !quoted;
    else if (!quoted && part[at] === '\n') rows++;
  }
  return rows;
}

/** The query of the next part, from `Link: <?…>; rel="next"`; absent after the last. */
export const nextOf = (link: string | null): string | undefined =>
  /<\?([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1];

export interface CsvSource {
  /** Asks for `path?query`; throws only when nothing came back. */
  readonly ask: (query: string, signal: AbortSignal) => Promise<Response>;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const mostWaits = 10;

/** The parts of a file one after the other; told to slow down, it waits as long as it was told. Throws `Refused` or `Unreachable`. */
export async function* csvParts(
  { ask, wait }: CsvSource,
  query: string,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  let next: string | undefined = query;
  let waits = 0;
  while (next !== undefined) {
    const answer = await ask(next, signal).catch((cause: unknown) => {
      if (signal.aborted) throw cause;
      throw new Unreachable('The request did not get through.', { cause });
    });
    if (answer.status === 429 && waits < mostWaits) {
      waits++;
      await wait(Math.max(1, Number(answer.headers.get('retry-after') ?? 1)) * 1000, signal);
      continue;
    }
    if (!answer.ok) throw new Refused(answer.status, undefined);
    waits = 0;
    yield await answer.text();
    next = nextOf(answer.headers.get('link'));
  }
}
