import { beforeEach, describe, expect, test } from 'vitest';
import { memoryAlertSettingsStore } from '../../shared/adapters/in-memory/alert-settings-store.ts';
import { memoryAlertStore } from '../../shared/adapters/in-memory/alert-store.ts';
import { memoryAuditStore } from '../../shared/adapters/in-memory/audit-store.ts';
import { memoryHealthStore } from '../../shared/adapters/in-memory/health-store.ts';
import { memoryIntegrationStore } from '../../shared/adapters/in-memory/integration-store.ts';
import { Memory } from '../../shared/adapters/in-memory/memory.ts';
import { MemoryNotifier } from '../../shared/adapters/in-memory/notifier.ts';
import { memoryBreakerStore, memoryMaintenanceStore } from '../../shared/adapters/in-memory/outage-stores.ts';
import { countingIds, MemoryClock, silentLogger } from '../../shared/adapters/in-memory/system.ts';
import { changeRules } from '../../shared/application/alerts/change-rules.ts';
import { evaluateRules } from '../../shared/application/alerts/evaluate-rules.ts';
import { tellUntold } from '../../shared/application/alerts/tell.ts';
import { type HealthFacts, noFacts } from '../../shared/domain/health.ts';
import { anIntegration } from '../contract/support/samples.ts';

const garden = anIntegration({
  ...{ id: 'int-1', name: 'Garden', status: 'DEGRADED', lastSyncAt: '2026-03-01T09:55:00.000Z' },
  lastSuccessAt: '2026-03-01T08:00:00.000Z',
});
const failing: HealthFacts = {
  ...noFacts,
  ...{ changes: { ended: 20, failed: 5 }, lastHour: { ended: 20, failed: 5 }, pendingConflicts: 2 },
  recentErrors: ['The name is too long.'],
};

async function world() {
  const memory = new Memory();
  const integrations = memoryIntegrationStore(memory);
  await integrations.create(garden);
  return {
    ...{ memory, integrations, logger: silentLogger, ids: countingIds(), clock: new MemoryClock() },
    ...{ alerts: memoryAlertStore(memory), audit: memoryAuditStore(memory) },
    ...{ breakers: memoryBreakerStore(), maintenance: memoryMaintenanceStore() },
    ...{ notifier: new MemoryNotifier(), alertSettings: memoryAlertSettingsStore() },
    health: memoryHealthStore(),
  };
}
let deps: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  deps = await world();
});
/** The watch, five minutes on. */
async function look(facts: HealthFacts) {
  deps.clock.pass(300);
  const measuredAt = deps.clock.now();
  const health = { status: 'HEALTHY', score: 100, sentence: 'All is well.' } as const;
  await deps.health.put({ ...{ schemaVersion: 1, integrationId: 'int-1', measuredAt, facts, health } }, []);
  await evaluateRules(deps, garden, { facts, measuredAt });
  await tellUntold(deps);
}
const subjects = () => deps.notifier.sent.map(({ subject }) => subject);
const open = async () =>
  (await deps.alerts.list('int-1', { open: true }, { limit: 10 })).items.map(({ kind }) => kind);
const warned = '[BritePool] Integration Alert: Garden - WARNING';
const ended = '[BritePool] Integration Alert: Garden - RESOLVED';

describe('a rule of the specification', () => {
  test('fires once, is quiet while it holds, ends, and comes back after its cooldown', async () => {
    for (let minutes = 0; minutes < 60; minutes += 5) await look(failing);
    expect(subjects()).toEqual([warned]);
    await look(noFacts);
    expect(subjects()).toEqual([warned, ended]);
    expect(deps.notifier.sent[1]?.paragraphs[1]).toBe('Changes go through again.');
    await look(failing);
    expect(subjects()).toEqual([warned, ended, warned]);
    expect(deps.notifier.sent[2]?.paragraphs[1]).toBe('It came back within a week.');
  });

  test('mails by the specification’s template, with the figures of that moment', async () => {
    await look(failing);
    expect(deps.notifier.sent[0]?.paragraphs).toEqual([
      'Integration: Garden\nStatus: DEGRADED\nAlert: High Error Rate',
      expect.stringContaining('Of the last hour’s 20 changes 5 could not be synced (25 %).'),
      expect.stringContaining('What to do: '),
      'It began at 2026-03-01T10:05:00.000Z.',
      'Details:\n- Error Rate: 25%\n- Last Successful Sync: 2026-03-01T08:00:00.000Z\n- Pending Conflicts: 2',
      'Recent Errors:\n- The name is too long.',
    ]);
  });

  test('that flaps every five minutes for a day mails no more than twice an hour', async () => {
    for (let at = 0; at < 288; at++) await look(at % 2 === 0 ? failing : noFacts);
    expect(subjects().length).toBeGreaterThan(2);
    expect(subjects().length).toBeLessThanOrEqual(48);
  });

  test('is on the dashboard only where its rule says so', async () => {
    await look({ ...noFacts, pendingConflicts: 11 });
    expect(await open()).toEqual(['pending-conflicts']);
    expect(subjects()).toEqual([]);
  });

  test('follows what an admin changed: another threshold, or none at all', async () => {
    await changeRules(deps, [{ id: 'error-rate', condition: { threshold: 50 } }], { actor: 'ada' });
    await look(failing);
    expect(await open()).toEqual([]);
    await changeRules(deps, [{ id: 'error-rate', condition: { threshold: 5 } }], { actor: 'ada' });
    await look(failing);
    expect(await open()).toEqual(['error-rate']);
    await changeRules(deps, [{ id: 'error-rate', enabled: false }], { actor: 'ada' });
    await look(failing);
    expect(await open()).toEqual([]);
    expect(deps.notifier.sent.at(-1)?.paragraphs[1]).toBe('Its rule was switched off.');
  });

  test('complains about nothing that rests for maintenance', async () => {
    await deps.maintenance.put({
      ...{ schemaVersion: 1, version: 1, on: true, reason: 'Moving house' },
      ...{ changedAt: '2026-03-01T10:00:00.000Z', changedBy: 'ada' },
    });
    await look({ ...failing, runs: [false, false, false] });
    expect(await open()).toEqual([]);
  });
});
