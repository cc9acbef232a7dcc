import fc from 'fast-check';
import { expect } from 'vitest';
import { updateIntegration } from '../../../shared/application/integrations/update-integration.ts';
import { askForProbes } from '../../../shared/application/outages/due-probes.ts';
import { setMaintenance } from '../../../shared/application/outages/set-maintenance.ts';
import { conflictStrategies } from '../../../shared/domain/integration.ts';
import type { History } from './history.ts';
import { lostEdits, unequalFields, wrongPairs } from './invariants.ts';
import { type Property, property } from './property.ts';
import { type Step, step } from './steps.ts';

/** What may befall an integration as a whole. */
type Event =
  | { readonly do: 'system'; readonly is: 'down' | 'up' }
  | { readonly do: 'pause'; readonly on: boolean }
  | { readonly do: 'maintenance'; readonly on: boolean }
  /** The look of every five minutes. */
  | { readonly do: 'look' };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ do: fc.constant('system' as const), is: fc.constantFrom('down' as const, 'up' as const) }),
  fc.record({ do: fc.constant('pause' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('maintenance' as const), on: fc.boolean() }),
  fc.constant({ do: 'look' as const }),
);
const days = fc.record({
  strategy: fc.constantFrom(...conflictStrategies),
  autoRecover: fc.boolean(),
  happens: fc.array(fc.oneof({ weight: 3, arbitrary: step }, { weight: 1, arbitrary: event }), {
    minLength: 6,
    maxLength: 30,
  }),
});

const isEvent = (one: Step | Event): one is Event =>
  one.do === 'system' || one.do === 'pause' || one.do === 'maintenance' || one.do === 'look';

async function befall(history: History, one: Event): Promise<void> {
  const { world } = history;
  world.clock.pass(1);
  if (one.do === 'system')
    world.vendor.down =
      one.is === 'up' ? undefined : { kind: 'unavailable', message: 'It does not answer.', outage: true };
  if (one.do === 'pause')
    await updateIntegration(world.deps, 'int-1', { status: one.on ? 'PAUSED' : 'ACTIVE' }, 'ada');
  if (one.do === 'maintenance')
    await setMaintenance(world.deps, { on: one.on, reason: 'The database is moved.' }, 'ada');
  if (one.do === 'look') {
    world.clock.pass(300);
    await askForProbes(world.deps);
  }
  await history.workOnJobs();
}

/** Everything is well again, and time goes by. */
async function recover(history: History): Promise<void> {
  const well: readonly Event[] = [
    { do: 'system', is: 'up' },
    { do: 'maintenance', on: false },
    { do: 'pause', on: false },
    { do: 'look' },
  ];
  for (const one of well) await befall(history, one);
  await history.settle();
}

/** Outages, pauses and maintenance at any moment, with everything that may happen besides. */
export const aboutBadDays: readonly Property[] = [
  property(
    'whatever was down, paused or switched off, once all is well both sides are equal and nothing is lost or left over',
    401,
    days,
    async ({ strategy, autoRecover, happens }, engine) => {
      const history = await engine.begin({ conflictStrategy: strategy, autoRecover });
      await history.take({ do: 'create', side: 'there' });
      for (const one of happens) await (isEvent(one) ? befall(history, one) : history.take(one));
      await recover(history);
      expect([...unequalFields(history), ...wrongPairs(history), ...lostEdits(history)]).toEqual([]);
      const { parked, logs } = history.world.memory;
      expect([...parked.values()].filter((item) => item.held === true)).toEqual([]);
      const waiting = [...logs.values()].filter(
        ({ outcome, fault }) => outcome === 'held' && fault?.kind === 'unavailable',
      );
      expect(waiting.map(({ id }) => `${id} still waits`)).toEqual([]);
      expect(await history.world.deps.breakers.get('int-1')).not.toMatchObject({ state: 'open' });
    },
  ),
];
