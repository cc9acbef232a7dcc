import { expect, test } from 'vitest';
import { History } from './support/history.ts';
import { complaints } from './support/invariants.ts';
import type { Step } from './support/steps.ts';

const edit = (side: 'here' | 'there'): Step => ({ do: 'edit', side, task: 0, field: 'title' });
const work = (dies?: { at: number; when: 'before' | 'after' }): Step => ({
  ...{ do: 'work', batch: 1, from: 0 },
  dies,
});
const deliver: Step = { do: 'deliver', which: 0, again: false };

async function lived(steps: readonly Step[]): Promise<History> {
  const history = await History.begin({ conflictStrategy: 'LATEST_WINS' });
  for (const step of steps) await history.take(step);
  return history;
}

/** Histories that once lost something, as the random search found them. */
test('names the value that a write replaced, though the writer died and another change finished its work', async () => {
  const history = await lived([
    { do: 'create', side: 'there' },
    { do: 'poll' },
    deliver,
    edit('here'),
    { do: 'publish' },
    work({ at: 6, when: 'before' }),
    edit('there'),
    work({ at: 3, when: 'after' }),
    deliver,
    work(),
  ]);
  await history.settle();
  expect(complaints(history)).toEqual([]);
});

test('names what was agreed before, though a newer edit met the write of a process that died', async () => {
  const history = await lived([
    { do: 'create', side: 'there' },
    { do: 'poll' },
    deliver,
    edit('here'),
    { do: 'publish' },
    work({ at: 6, when: 'before' }),
    edit('there'),
    work({ at: 3, when: 'after' }),
    edit('there'),
    work(),
  ]);
  await history.settle();
  expect(complaints(history)).toEqual([]);
});

test('names the value that gave way, though the change that tells of it comes once more', async () => {
  const history = await History.begin({ conflictStrategy: 'LOCAL_WINS' });
  const field = 'description';
  const steps: readonly Step[] = [
    { do: 'create', side: 'there' },
    { do: 'poll' },
    { do: 'edit', side: 'here', task: 0, field },
    { do: 'publish' },
    { do: 'edit', side: 'there', task: 0, field },
    { do: 'create', side: 'here' },
    work({ at: 5, when: 'before' }),
  ];
  for (const step of steps) await history.take(step);
  await history.settle();
  await history.repeat();
  expect(complaints(history)).toEqual([]);
});
