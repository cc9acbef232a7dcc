import * as z from 'zod';
import { problemSchema } from '../../../shared/contract/problem.ts';
import { ApiUser } from '../../support/api.ts';
import { importedTasks } from '../../support/bad-days.ts';

export const title =
  'two admins edit one integration at once while it syncs: one wins each time, the other is told what stands there';

const rounds = 40;
const shown = z.looseObject({ integration: z.looseObject({ name: z.string(), version: z.int() }) });

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using day = await importedTasks(300);
  const { stack, id } = day;
  const path = `/api/admin/integrations/${id}`;
  const admins = [stack.steward, new ApiUser(stack.apiUrl, stack.token('BOARD_CHAIR'))];
  const read = async () => (await stack.steward.call('GET', path, shown)).integration;
  let [won, told, alone, runs] = [0, 0, 0, 0];
  const wrong: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const { version } = await read();
    if ((await stack.steward.send('POST', `${path}/sync`, {})).status === 202) runs++;
    const names = [`Ada’s name ${round}`, `Ben’s name ${round}`];
    const answers = await Promise.all(
      admins.map((admin, at) => admin.send('PUT', path, { name: names[at], version })),
    );
    const winners = answers.flatMap(({ status }, at) => (status === 200 ? [at] : []));
    const after = await read();
    const [winner] = winners;
    if (winners.length === 1 && winner !== undefined && after.name === names[winner]) won++;
    else wrong.push(`round ${round}: ${winners.length} won, the name is ${after.name}`);
    for (const { status, json } of answers.filter((answer) => answer.status !== 200)) {
      const problem = z.safeParse(problemSchema, json);
      const saysNow = problem.data?.errors?.some(({ detail }) => detail.includes(after.name)) === true;
      if (status === 409 && problem.data?.code === 'changed-meanwhile' && saysNow) told++;
      else wrong.push(`round ${round}: ${status} ${JSON.stringify(json)}`);
    }
    // Nobody else edits now; only the run writes about the integration.
    const single = await stack.steward.send('PUT', path, { name: `Alone ${round}`, version: after.version });
    if (single.status === 200) alone++;
    else wrong.push(`round ${round}: refused though nobody else edited: ${JSON.stringify(single.json)}`);
  }
  say(`${runs} runs were started meanwhile`);
  const lines = [
    `${rounds} rounds: ${won} with exactly one winner whose name stands, ${told} losers told what stands there now`,
    `${alone} of ${rounds} edits went through while only the sync wrote about the integration (${runs} runs)`,
  ];
  if (wrong.length > 0 || runs === 0) throw new Error([...lines, ...wrong].join('\n  '));
  return lines;
}
