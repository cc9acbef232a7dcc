import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { allSubjects } from '../conformance/support/subjects.ts';
import { until } from '../support/api.ts';
import { comesToRead, type OneSystem, oneSystem } from './support/one-system.ts';

/** Each system once; the other ways to sign in are the conformance suite's. */
const systems = allSubjects.filter(
  ({ type }, at) => allSubjects.findIndex((other) => other.type === type) === at,
);
const listed = z.looseObject({
  conflicts: z.array(z.looseObject({ id: z.string(), version: z.int(), resourceId: z.string() })),
});

describe.each(systems)('$connector.manifest.name on the running stack', (known) => {
  let system: OneSystem;
  beforeAll(async () => {
    system = await oneSystem(known);
  });
  afterAll(() => system[Symbol.asyncDispose]());

  const pair = async (at: number) => {
    const found = (await system.list())[at];
    if (found === undefined) throw new Error('There are too few pairs.');
    return { here: found.internalId, there: found.externalId };
  };
  /** Where no webhook tells, a run has to look. */
  const bringOn = async () => (system.tells ? undefined : system.look());

  test('import: what is there comes here', async () => {
    expect(system.firstRun).toMatchObject({ status: 'COMPLETED', errorCount: 0 });
    expect(system.warnings).toEqual([]);
    expect((await system.list()).length).toBeGreaterThanOrEqual(5);
    const { here, there } = await pair(0);
    expect(await system.textHere(here)).toBe(await system.textThere(there));
  });

  test('edit there: it comes here', async () => {
    const { here, there } = await pair(0);
    await system.editThere(there, 'Edited there');
    await comesToRead('the text here', () => system.textHere(here), 'Edited there', bringOn);
  });

  test('edit here: it goes there', async () => {
    const { here, there } = await pair(1);
    await system.writeHere(here, { [system.field]: 'Edited here' });
    await comesToRead('the text there', () => system.textThere(there), 'Edited here');
  });

  test('create here: it is made there once, though the answer is lost', async () => {
    const { here } = await pair(2);
    system.running.faults({ lost: { count: 1 } });
    const fields = { ...(await system.likeThose(here)), [system.field]: 'Made here' };
    await system.writeHere('made-here', fields);
    await until('the pair of what was made', async () =>
      (await system.list()).find(({ internalId }) => internalId === 'made-here'),
    );
    expect(await system.countThere('Made here')).toBe(1);
  });

  test('clash: an admin decides, and both sides follow', async () => {
    const { here, there } = await pair(3);
    await system.setStatus('PAUSED');
    // Ours first: it is told with the settings of now and waits. A webhook may be read with what is remembered for some seconds.
    await system.writeHere(here, { [system.field]: 'Ours' });
    await system.editThere(there, 'Theirs');
    await system.setStatus('ACTIVE');
    const path = `/api/admin/integrations/conflicts?integrationId=${system.id}`;
    const conflict = await until('the conflict', async () => {
      const { conflicts } = await system.stack.steward.call('GET', path, listed);
      const found = conflicts.find(({ resourceId }) => resourceId === here);
      if (found === undefined) await bringOn();
      return found;
    });
    expect([await system.textHere(here), await system.textThere(there)]).toEqual(['Ours', 'Theirs']);
    const answer = await system.stack.steward.send(
      'POST',
      `/api/admin/integrations/conflicts/${conflict.id}/resolve`,
      { strategy: 'LOCAL_WINS', version: conflict.version },
    );
    expect(answer.status).toBe(200);
    await comesToRead('the text there', () => system.textThere(there), 'Ours');
    expect(await system.textHere(here)).toBe('Ours');
  });

  test('delete: what is deleted on one side goes on the other', async () => {
    const [first, second] = [await pair(4), await pair(5)];
    await system.removeThere(first.there);
    const look = async () => (system.tells ? undefined : system.look(true));
    await comesToRead('the record here', () => system.textHere(first.here), 'gone', look);
    await system.removeHere(second.here);
    await comesToRead('the record there', () => system.textThere(second.there), 'gone');
  });

  test('outage: what both sides did meanwhile is caught up with', async () => {
    const [first, second] = [await pair(0), await pair(1)];
    system.running.faults({ down: true });
    await system.editThere(first.there, 'There in the outage');
    await system.writeHere(second.here, { [system.field]: 'Here in the outage' });
    await bringOn();
    await system.watch();
    system.running.faults({ down: false });
    const catchUp = async () => {
      await system.watch();
      await bringOn();
    };
    await comesToRead('the text here', () => system.textHere(first.here), 'There in the outage', catchUp);
    await comesToRead('the text there', () => system.textThere(second.there), 'Here in the outage', catchUp);
  });
});
