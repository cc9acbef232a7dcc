import { describe, expect, test } from 'vitest';
import type { Integration } from '../../shared/domain/integration.ts';
import type { PairView } from '../../shared/domain/pair-view.ts';
import { externalTime, planFor, syncState } from '../../shared/domain/plan-pair.ts';
import { revise } from '../../shared/domain/record.ts';
import { translateInward } from '../../shared/domain/translate.ts';
import { at } from '../contract/support/samples.ts';
import {
  ada,
  aView,
  later,
  ourTask,
  taskRules,
  theFieldMapping,
  theIntegration,
  theMapping,
  tools,
} from './support/a-pair.ts';

const known = theMapping({ title: 'Plant trees', description: 'Gloves' });
const task = ourTask({ title: 'Plant trees', description: 'Gloves' });
const viewOf = (more: Partial<PairView> = {}): PairView => aView({ mapping: known, record: task, ...more });
function plan(more: Partial<PairView> = {}) {
  const view = viewOf(more);
  const translation = translateInward(
    view.fieldMapping,
    view.external.data,
    view.record?.fields ?? null,
    view.knowledge,
  );
  return planFor(view, translation, tools);
}
const decided = (more: Partial<PairView>, field = 'title') => {
  const found = plan(more).decisions.find((item) => item.field === field);
  return [found?.act, found?.rule];
};
const theirs = (data: object, updatedAt = at) => ({
  id: '1305',
  data: { name: 'Plant trees', ...data },
  updatedAt,
});
const noon = '2026-03-01T12:00:00.000Z';
const oneOClock = '2026-03-01T13:00:00.000Z';

describe('a record whose sync a person switched off', () => {
  const mine = revise({ ...task, externalSyncEnabled: false }, { title: 'Ours' }, { at, by: ada });

  test('sends nothing, but still gets what others change over there', () => {
    const { localChanges, externalChanges } = plan({ record: mine, external: theirs({ notes: 'Spades' }) });
    expect([localChanges, externalChanges]).toEqual([{ description: 'Spades' }, {}]);
  });

  test('stands still where values only flow out', () => {
    const integration = theIntegration({ syncDirection: 'BRITEPOOL_TO_EXTERNAL' });
    expect(plan({ record: mine, integration, external: theirs({ notes: 'Spades' }) }).decisions).toEqual([]);
  });

  test('sends again when it is switched on', () => {
    expect(plan({ record: { ...mine, externalSyncEnabled: true } }).externalChanges).toEqual({
      title: 'Ours',
    });
  });
});

describe('a field that both sides changed', () => {
  const clash = (
    integration: Partial<Integration>,
    oursAt: string,
    theirsAt: string,
    more: Partial<PairView> = {},
  ) =>
    decided({
      integration: theIntegration(integration),
      record: revise(task, { title: 'Ours' }, { at: oursAt, by: ada }),
      external: theirs({ name: 'Theirs' }, theirsAt),
      ...more,
    });
  const latest = { conflictStrategy: 'LATEST_WINS' } as const;

  test('goes to whoever was later', () => {
    expect(clash(latest, noon, oneOClock)[0]).toBe('take');
    expect(clash(latest, oneOClock, noon)[0]).toBe('push');
  });

  test('goes by our clock, however wrong theirs is', () => {
    const anHourAhead = { offsetMs: 3_600_000, uncertaintyMs: 1000 };
    expect(clash(latest, '2026-03-01T12:30:00.000Z', oneOClock, { clock: anHourAhead })[0]).toBe('push');
  });

  test('is left to a person within twice the uncertainty of the clocks', () => {
    const unsure = { offsetMs: 0, uncertaintyMs: 1_800_000 };
    expect(clash(latest, noon, oneOClock, { clock: unsure })[0]).toBe('clash');
    expect(clash(latest, noon, oneOClock, { clock: { ...unsure, uncertaintyMs: 1_799_999 } })[0]).toBe(
      'take',
    );
  });

  test('is left to a person where one side does not say when', () => {
    const external = { id: '1305', data: { name: 'Theirs' } };
    expect(clash(latest, noon, noon, { external })[0]).toBe('clash');
    const unstamped = { ...revise(task, { title: 'Ours' }, { at, by: ada }), stamps: {} };
    expect(clash(latest, noon, oneOClock, { record: unstamped })[0]).toBe('clash');
  });

  test('follows the rule of its field mapping, unless the integration says otherwise', () => {
    const [title, ...rest] = taskRules;
    if (title === undefined) throw new Error('There is no rule.');
    const fieldMapping = theFieldMapping([{ ...title, mergeRule: 'prefer_external' }, ...rest]);
    const custom = { conflictStrategy: 'CUSTOM_MERGE' } as const;
    expect(clash(custom, noon, noon, { fieldMapping })[0]).toBe('take');
    expect(clash(custom, noon, noon)[0]).toBe('clash');
    const overruled = { ...custom, customMergeRules: { title: 'prefer_local' } } as const;
    expect(clash(overruled, noon, noon, { fieldMapping })[0]).toBe('push');
  });
});

describe('a time that the other system tells', () => {
  test('is corrected by how far its clock is ahead', () => {
    expect(externalTime(oneOClock, 3_600_000)).toBe(noon);
    expect(externalTime(noon, -3_600_000)).toBe(oneOClock);
  });
  test('is not invented', () => {
    expect(externalTime(undefined, 3_600_000)).toBeUndefined();
  });
});

describe('what the pair says after a look', () => {
  const state = (more: Partial<PairView> = {}) => syncState(viewOf(more), plan(more), task, tools);

  test('is that it is synced, what was agreed on, and what both sides hold', () => {
    const external = theirs({ notes: 'Gloves' });
    expect(state({ external })).toEqual({
      syncStatus: 'SYNCED',
      base: known.base,
      lastExternalHash: '#[3,"Plant trees","Gloves",null,null]',
      lastLocalHash: '#["Plant trees","Gloves",null,null]',
      externalUpdatedAt: at,
      lastSyncedAt: later,
      updatedAt: later,
    });
  });

  test('is that it has to be looked at again while something is still to be sent or decided', () => {
    const record = revise(task, { title: 'Ours' }, { at, by: ada });
    expect(state({ record })).toMatchObject({ syncStatus: 'SYNCED', lastExternalHash: '' });
  });

  test('is that it is in conflict while one of its fields clashes', () => {
    const record = revise(task, { title: 'Ours' }, { at, by: ada });
    const clashing = { record, external: theirs({ name: 'Theirs', notes: 'Gloves' }) };
    expect(state(clashing)).toMatchObject({ syncStatus: 'CONFLICT', lastExternalHash: '' });
  });

  test('names no time of theirs where they tell none', () => {
    expect(state({ external: { id: '1305', data: { name: 'A' } } })).not.toHaveProperty('externalUpdatedAt');
  });
});

describe('a pair that is seen for the first time', () => {
  test('agrees on nothing yet and has nothing of ours', () => {
    const fresh = plan({ mapping: undefined, record: undefined });
    expect(fresh.localChanges).toEqual({ title: 'Plant trees' });
    expect(fresh.base).toEqual({ title: { value: 'Plant trees', at: later, by: 'external' } });
  });
});
