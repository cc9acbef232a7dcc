import * as z from 'zod';
import type { ApiUser } from './api.ts';

/** What becomes of the records of one kind in a first import. */
export interface ImportFigures {
  readonly created: number;
  readonly linked: number;
  readonly asked: number;
  readonly unreadable: number;
}

const words = { member: 'MEMBER', task: 'TASK', 'participation log': 'PARTICIPATION_LOG' } as const;
const sentence =
  /^([\d,]+) ([a-z ]+?)s? would come here, ([\d,]+) would be linked to .+, ([\d,]+) could be several: you will be asked, ([\d,]+) cannot be read/;

/** Reads the sentences by which the dashboard tells what an import would do, by kind of record. */
export function figuresIn(sentences: readonly string[]): ReadonlyMap<string, ImportFigures> {
  return new Map(
    sentences.map((text) => {
      const [, created, word, linked, asked, unreadable] = sentence.exec(text) ?? [];
      const kind = Object.entries(words).find(([each]) => each === word)?.[1];
      if (kind === undefined) throw new Error(`This tells no counts: ${text}`);
      const [c = 0, l = 0, a = 0, u = 0] = [created, linked, asked, unreadable].map(numberOf);
      return [kind, { created: c, linked: l, asked: a, unreadable: u }] as const;
    }),
  );
}

const numberOf = (text = ''): number => Number(text.replaceAll(',', ''));

const page = z.looseObject({ pagination: z.looseObject({ cursor: z.string().optional() }) });
const pair = z.looseObject({ resourceType: z.string(), matchedBy: z.string().optional() });
const pairsPage = page.extend({ mappings: z.array(pair) });
const reviewsPage = page.extend({ reviews: z.array(z.looseObject({ resourceType: z.string() })) });
const logsPage = page.extend({
  logs: z.array(z.looseObject({ resourceType: z.string(), outcome: z.string() })),
});

/** What an import did with the records of these kinds, by the pairs, the open questions and the log. */
export async function outcomeOf(
  api: ApiUser,
  id: string,
  kinds: readonly string[],
): Promise<ReadonlyMap<string, ImportFigures>> {
  const base = `/api/admin/integrations/${id}`;
  const pairs = (await allPages(api, `${base}/mappings`, pairsPage)).flatMap(({ mappings }) => mappings);
  const reviews = (await allPages(api, `${base}/reviews`, reviewsPage)).flatMap((each) => each.reviews);
  const logs = (await allPages(api, `${base}/logs`, logsPage)).flatMap((each) => each.logs);
  return new Map(
    kinds.map((kind) => {
      const of = <Item extends { readonly resourceType: string }>(items: readonly Item[]) =>
        items.filter(({ resourceType }) => resourceType === kind);
      return [
        kind,
        {
          created: of(pairs).filter(({ matchedBy }) => matchedBy === undefined).length,
          linked: of(pairs).filter(({ matchedBy }) => matchedBy !== undefined).length,
          asked: of(reviews).length,
          unreadable: of(logs).filter(({ outcome }) => outcome === 'rejected' || outcome === 'dead').length,
        },
      ] as const;
    }),
  );
}

async function allPages<Page extends z.output<typeof page>>(
  api: ApiUser,
  path: string,
  shape: z.ZodType<Page>,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const next: Page = await api.call('GET', `${path}?limit=100${more}`, shape);
    pages.push(next);
    cursor = next.pagination.cursor;
  }
  return pages;
}
