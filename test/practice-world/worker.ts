import * as z from 'zod';

const tasks = z.array(
  z.looseObject({ gid: z.string().optional(), id: z.string().optional(), name: z.string() }),
);
const everyMs = 8000;

/** Somebody at work in the simulators: every few seconds one task gets a new name or is done. */
export function workNowAndThen(collections: readonly string[]): () => void {
  // Begins elsewhere at every start, so that a restarted practice world does not repeat its own edits.
  let turn = Math.floor(Date.now() / everyMs);
  const timer = setInterval(() => {
    const collection = collections[turn % collections.length];
    if (collection !== undefined) edit(collection, turn++).catch(() => undefined);
  }, everyMs);
  return () => clearInterval(timer);
}

async function edit(collection: string, turn: number): Promise<void> {
  const all = tasks.parse(await (await fetch(collection)).json());
  const task = all[(turn * 7) % Math.max(1, all.length)];
  if (task === undefined) return;
  const isAsana = task.gid !== undefined;
  const done = turn % 4 < 2;
  const finish = isAsana ? { completed: done } : { status: done ? 'completed' : 'in_progress' };
  const rename = { name: `${task.name.replace(/ – .*$/, '')} – round ${turn + 1}` };
  await fetch(`${collection}/${task.gid ?? task.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(turn % 2 === 0 ? rename : finish),
  });
}
