import fc from 'fast-check';
import type { Described } from '../../support/openapi/document.ts';
import { faultsOf } from '../../support/openapi/judge.ts';
import { allowed, forbidden, type Request } from '../../support/openapi/requests.ts';
import { ask } from '../events.ts';
import { examples } from './examples.ts';
import { poolsFor, seededWorld } from './seeded-world.ts';

const seed = 20_261_126;

/** How often an operation answered with which status. */
export type Tally = Readonly<Record<number, number>>;

const roleOf = (
  { roles }: Described,
  caller: Request['caller'],
): Readonly<Record<string, string>> | undefined => {
  if (caller === 'none') return undefined;
  return { sub: 'ada', roles: caller === 'right' ? `[${roles.join(' ')}]` : 'MEMBER' };
};

async function answerTo(operation: Described, request: Request) {
  const world = await seededWorld();
  const { path, query, headers, body, caller } = request;
  const claims = roleOf(operation, caller);
  const send = () =>
    ask(operation.path.startsWith('/api/records') ? world.records : world.admin, {
      ...{ method: operation.method, path, query, headers, body },
      ...(claims === undefined ? {} : { claims }),
    });
  const answer = await send();
  const repeats = 'idempotency-key' in headers && answer.statusCode < 400;
  return { answer, again: repeats ? await send() : answer, lines: world.lines };
}

async function judge(operation: Described, request: Request, tally: Record<number, number>): Promise<void> {
  const { answer, again, lines } = await answerTo(operation, request);
  tally[answer.statusCode] = (tally[answer.statusCode] ?? 0) + 1;
  const same = again.statusCode === answer.statusCode && again.body === answer.body;
  const faults = [
    ...faultsOf(operation, answer),
    ...(same ? [] : [`with its key sent again it answered ${again.statusCode} ${again.body}`]),
  ];
  if (answer.statusCode < 500 && faults.length === 0 && !(request.refused && answer.statusCode < 400)) return;
  const why =
    request.refused && answer.statusCode < 400 ? 'the document forbids the request' : faults.join('; ');
  throw new Error(
    `${operation.id} answered ${answer.statusCode}: ${why}\n${answer.body}\n${lines.join('\n')}`,
  );
}

/**
 * Sends so many requests that the document allows, and as many that it forbids, each to a world of its own. Throws with
 * the smallest request that is answered otherwise than the document says, with a 5xx, or served though it is forbidden.
 */
export async function fuzz(
  operation: Described,
  runs: number,
): Promise<{ readonly valid: Tally; readonly invalid: Tally }> {
  const valid: Record<number, number> = {};
  const invalid: Record<number, number> = {};
  const pools = poolsFor(operation.path);
  const settings = { seed, numRuns: runs };
  await fc.assert(
    fc.asyncProperty(allowed(operation, pools, examples[operation.id]), (request) =>
      judge(operation, request, valid),
    ),
    settings,
  );
  await fc.assert(
    fc.asyncProperty(forbidden(operation, pools), (request) => judge(operation, request, invalid)),
    settings,
  );
  return { valid, invalid };
}

/** How many requests were served. */
export const served = (tally: Tally): number =>
  Object.entries(tally).reduce((sum, [status, count]) => (Number(status) < 400 ? sum + count : sum), 0);
