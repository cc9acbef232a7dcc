import { reconcile } from '../../../shared/domain/reconcile.ts';
import { revise } from '../../../shared/domain/record.ts';
import type { SaidOfIntegration } from '../../contract/support/samples.ts';
import { History } from './history.ts';
import { type Engine, theEngine } from './property.ts';

/** An engine with one fault, the property that has to notice, and what is found wrong. */
export interface BrokenEngine {
  readonly fault: string;
  readonly engine: Engine;
  readonly breaks: string;
  readonly finding: RegExp;
}

const begins = (begin: Engine['begin']): Engine => ({ ...theEngine, begin });
const always = (more: SaidOfIntegration): Engine =>
  begins((integration) => History.begin({ ...integration, ...more }));

/** Takes note of what was changed over there only. */
async function deafToUs(integration: SaidOfIntegration): Promise<History> {
  const history = await History.begin(integration);
  const { changes } = history.world;
  const send = changes.send.bind(changes);
  changes.send = (all) => send(all.filter(({ side }) => side === 'external'));
  return history;
}

/** Writes each of our records once more, though nothing differs. */
async function touchAll({ world: { memory, deps, clock } }: History): Promise<void> {
  const by = { kind: 'integration', id: 'int-1' } as const;
  for (const record of [...memory.records.values()])
    await deps.records.put(revise(record, {}, { at: clock.now(), by }));
}

class WritesWhateverItReads extends History {
  override async poll(): Promise<void> {
    await super.poll();
    await touchAll(this);
  }
}

class WritesAtEveryDelivery extends History {
  override async work(...given: Parameters<History['work']>): Promise<void> {
    await super.work(...given);
    await touchAll(this);
  }
}

class TakesAbsenceForDeletion extends History {
  override async poll(): Promise<void> {
    await super.poll();
    const { vendor, memory, deps } = this.world;
    const { pageSize } = vendor;
    vendor.pageSize = Number.POSITIVE_INFINITY;
    const { records } = await vendor.list('tasks', { since: null, cursor: null });
    vendor.pageSize = pageSize;
    const absent = this.mappings().filter(({ externalId }) => !records.some(({ id }) => id === externalId));
    for (const { internalId } of absent) {
      const record = memory.records.get(JSON.stringify(['TASK', internalId]));
      if (record !== undefined) await deps.records.remove('TASK', internalId, record.version);
    }
  }
}

/** Its log names no values. */
async function forgetful(integration: SaidOfIntegration): Promise<History> {
  const history = await History.begin(integration);
  const { logs } = history.world.memory;
  const keep = logs.set.bind(logs);
  logs.set = (id, log) => keep(id, { ...log, changes: [] });
  return history;
}

/** Asks for no record that an earlier try may have made, and does not know one when it meets it. */
async function startsAnew(integration: SaidOfIntegration): Promise<History> {
  const history = await History.begin(integration);
  const { vendor, deps } = history.world;
  vendor.findByKey = async () => 'none';
  deps.pairs.openClaims = async () => [];
  return history;
}

/** Writes its version of a record, whatever was written meanwhile. */
async function ruthless(integration: SaidOfIntegration): Promise<History> {
  const history = await History.begin(integration);
  const { memory, deps } = history.world;
  const put = deps.records.put.bind(deps.records);
  deps.records.put = (record) => {
    const stored = memory.records.get(JSON.stringify([record.resourceType, record.id]));
    return put({ ...record, version: (stored?.version ?? 0) + 1 });
  };
  return history;
}

/** Takes the other system's times as they are. */
async function believesEveryClock(integration: SaidOfIntegration): Promise<History> {
  const history = await History.begin(integration);
  const { vendor } = history.world;
  vendor.clock = () => ({ offsetMs: 0, uncertaintyMs: 1000 });
  return history;
}

/** Keeps nothing for an integration that rests. */
async function keepsNothing(integration: SaidOfIntegration): Promise<History> {
  const history = await History.begin(integration);
  const { deps } = history.world;
  const put = deps.parked.put.bind(deps.parked);
  deps.parked.put = async (item) => (item.held === true ? undefined : put(item));
  return history;
}

export const brokenEngines: readonly BrokenEngine[] = [
  {
    fault: 'an engine that never hears of edits made here',
    engine: begins(deafToUs),
    breaks: 'both sides end equal on every two-way field',
    finding: /here .* there /,
  },
  {
    fault: 'an engine whose log names no values',
    engine: begins(forgetful),
    breaks: 'no edit is lost: it stands there, or an entry or a conflict names it',
    finding: /is lost/,
  },
  {
    fault: 'an engine that creates anew after a death, without a look at what is there',
    engine: begins(startsAnew),
    breaks: 'every record has exactly one partner: nothing is created twice',
    finding: /people made \d+ tasks, \d+ are there/,
  },
  {
    fault: 'an engine that writes a record whenever it has read it',
    engine: begins((integration) => WritesWhateverItReads.begin(integration)),
    breaks: 'the traffic dies out: an edit is answered by two writes at most, and soon by none any more',
    finding: /to be less than or equal to 4/,
  },
  {
    fault: 'an engine that writes a record at every delivery',
    engine: begins((integration) => WritesAtEveryDelivery.begin(integration)),
    breaks: 'a duplicate changes nothing',
    finding: /version/,
  },
  {
    fault: 'an engine that takes absence from a list for a deletion',
    engine: begins((integration) => TakesAbsenceForDeletion.begin(integration)),
    breaks: 'an incomplete read deletes nothing',
    finding: /to deeply equal \[\]/,
  },
  {
    fault: 'an engine that writes a record without a condition on its version',
    engine: begins(ruthless),
    breaks:
      'changes from both sides, worked on at the same moment while people type, lose nothing and end equal',
    finding: /is lost/,
  },
  {
    fault: 'an engine that hands each side the other’s value when they clash',
    engine: {
      ...theEngine,
      reconcile: (input) => {
        const plan = reconcile(input);
        const clashes = plan.decisions.filter(({ act }) => act === 'clash');
        return {
          ...plan,
          localChanges: {
            ...plan.localChanges,
            ...Object.fromEntries(clashes.map(({ field, external }) => [field, external])),
          },
          externalChanges: {
            ...plan.externalChanges,
            ...Object.fromEntries(clashes.map(({ field, local }) => [field, local])),
          },
        };
      },
    },
    breaks: 'a plan that was carried out leaves an empty plan',
    finding: /to deeply equal \[ \{\}, \{\} \]/,
  },
  {
    fault: 'an engine that always lets the other system win',
    engine: always({ conflictStrategy: 'EXTERNAL_WINS' }),
    breaks:
      'the engine leaves behind what a careful clerk would have, visit after visit, with the clocks an hour apart',
    finding: /the clerk/,
  },
  {
    fault: 'an engine that believes the other system’s clock',
    engine: begins(believesEveryClock),
    breaks:
      'the engine leaves behind what a careful clerk would have, visit after visit, with the clocks an hour apart',
    finding: /the clerk/,
  },
  {
    fault: 'an engine that forgets what arrives while an integration rests',
    engine: begins(keepsNothing),
    breaks:
      'whatever was down, paused or switched off, once all is well both sides are equal and nothing is lost or left over',
    finding: /still waits/,
  },
  {
    fault: 'an engine that decides for itself where it should ask',
    engine: always({ conflictStrategy: 'LATEST_WINS' }),
    breaks: 'where the house rule is to ask, both sides keep what was typed there until somebody decided',
    finding: /the clerk/,
  },
];
