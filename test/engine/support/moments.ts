import fc from 'fast-check';
import { expect } from 'vitest';
import { conflictStrategies } from '../../../shared/domain/integration.ts';
import type { History } from './history.ts';
import { workAtOnce } from './interleaved.ts';
import { complaints } from './invariants.ts';
import { type Property, property } from './property.ts';
import { editedFields, type Step } from './steps.ts';

const edit: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('edit' as const),
  side: fc.constantFrom('here' as const, 'there' as const),
  task: fc.nat({ max: 1 }),
  field: fc.constantFrom(...editedFields),
});
const crowd = fc.record({
  scheduler: fc.scheduler(),
  strategy: fc.constantFrom(...conflictStrategies),
  before: fc.array(edit, { minLength: 1, maxLength: 4 }),
  meanwhile: fc.array(edit, { maxLength: 3 }),
});
const deliver: Step = { do: 'deliver', which: 0, again: false };

/** Everything that is known about the edits so far is on the queue: webhooks and our own. */
async function announce(history: History, edits: number): Promise<void> {
  for (let webhook = 0; webhook < edits; webhook++) await history.take(deliver);
  await history.publish();
}

export const aboutMoments: readonly Property[] = [
  property(
    'changes from both sides, worked on at the same moment while people type, lose nothing and end equal',
    305,
    crowd,
    async ({ scheduler, strategy, before, meanwhile }, engine) => {
      const history = await engine.begin({ conflictStrategy: strategy });
      await history.take({ do: 'create', side: 'there' });
      await history.take({ do: 'create', side: 'there' });
      await history.settle();
      for (const step of before) await history.take(step);
      await announce(history, before.length);
      const { changes } = history.world;
      const { left, unseen } = await workAtOnce(
        history.world,
        scheduler,
        changes.takeAll(),
        meanwhile.map((step) => () => history.take(step)),
      );
      history.world.clock.pass(400);
      await changes.send(left);
      await history.settle();
      const overwritten = unseen.map((value) => `"${value}", typed there`);
      const lost = complaints(history).filter((text) => !overwritten.some((start) => text.startsWith(start)));
      expect(lost).toEqual([]);
    },
  ),
];
