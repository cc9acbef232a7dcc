import { describe, expect, test } from 'vitest';
import { whyNotCreated } from '../../shared/domain/may-create.ts';
import type { BritePoolRecord } from '../../shared/domain/record.ts';
import { anIntegration, aRecord, at } from '../contract/support/samples.ts';

const integration = anIntegration();
const record = (more: Partial<BritePoolRecord>): BritePoolRecord => ({ ...aRecord(), ...more });

describe('a record of ours', () => {
  test('may be created in a system that takes such records', () => {
    expect(whyNotCreated(integration, record({}))).toBeUndefined();
  });
  test.each([
    ['deleted meanwhile', undefined, {}, 'superseded'],
    ['whose sync is off', record({ externalSyncEnabled: false }), {}, 'held'],
    ['that is archived', record({ archivedAt: at }), {}, 'unchanged'],
    ['of a kind that is not chosen', record({}), { dataTypes: ['MEMBERS'] as const }, 'unchanged'],
    ['where nothing flows out', record({}), { syncDirection: 'EXTERNAL_TO_BRITEPOOL' as const }, 'unchanged'],
    ['where records are only linked', record({}), { matchMode: 'MATCH_ONLY' as const }, 'held'],
    ['that is a member without covenant', record({ resourceType: 'MEMBER' }), {}, 'held'],
  ] as const)('%s is not', (_, item, more, outcome) => {
    const why = whyNotCreated({ ...integration, ...more }, item);
    expect(why?.outcome).toBe(outcome);
    expect(why?.reason).toMatch(/\w+ \w+/);
  });
  test('that is a member may be once the covenant is accepted', () => {
    const fields = { name: 'Ada', covenantAcceptedAt: at };
    expect(whyNotCreated(integration, record({ resourceType: 'MEMBER', fields }))).toBeUndefined();
  });
});
