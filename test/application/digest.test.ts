import { beforeEach, describe, expect, test } from 'vitest';
import { memoryAlertSettingsStore } from '../../shared/adapters/in-memory/alert-settings-store.ts';
import { memoryAlertStore } from '../../shared/adapters/in-memory/alert-store.ts';
import { memoryConflictStore } from '../../shared/adapters/in-memory/conflict-store.ts';
import { memoryDeleteApprovals } from '../../shared/adapters/in-memory/delete-approvals.ts';
import { memoryDigestStore } from '../../shared/adapters/in-memory/digest-store.ts';
import { memoryHealthStore } from '../../shared/adapters/in-memory/health-store.ts';
import { memoryIntegrationStore } from '../../shared/adapters/in-memory/integration-store.ts';
import { Memory } from '../../shared/adapters/in-memory/memory.ts';
import { MemoryNotifier } from '../../shared/adapters/in-memory/notifier.ts';
import { memoryParkedStore } from '../../shared/adapters/in-memory/parked-store.ts';
import { memoryReviewStore } from '../../shared/adapters/in-memory/review-store.ts';
import { MemoryClock, silentLogger } from '../../shared/adapters/in-memory/system.ts';
import { sendDigest } from '../../shared/application/digest/send-digest.ts';
import { noFacts } from '../../shared/domain/health.ts';
import { noFigures } from '../../shared/domain/hour-figures.ts';
import { aConflict, anAlert, anIntegration, aReview } from '../contract/support/samples.ts';

const monday = '2026-03-02T06:00:00.000Z';
const secondsTo = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

async function world() {
  const memory = new Memory();
  const integrations = memoryIntegrationStore(memory);
  await integrations.create(
    anIntegration({ id: 'int-1', name: 'Garden', createdAt: '2026-01-01T00:00:00.000Z' }),
  );
  return {
    ...{ memory, integrations, logger: silentLogger, clock: new MemoryClock() },
    ...{ alerts: memoryAlertStore(memory), conflicts: memoryConflictStore(memory) },
    ...{ reviews: memoryReviewStore(memory), approvals: memoryDeleteApprovals(memory) },
    ...{ parked: memoryParkedStore(memory), health: memoryHealthStore() },
    ...{ digests: memoryDigestStore(), alertSettings: memoryAlertSettingsStore() },
    notifier: new MemoryNotifier(),
  };
}
let deps: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  deps = await world();
  deps.clock.pass(secondsTo(deps.clock.now(), monday));
});
const mails = () => deps.notifier.sent.map(({ subject }) => subject);

describe('the weekly digest', () => {
  test('tells of the week that is over: figures, decisions, troubles and what waits', async () => {
    const [within, before] = ['2026-02-25T10:00:00.000Z', '2026-02-20T10:00:00.000Z'];
    const hour = (at: string, applied: number) => ({ ...noFigures('int-1', at), in: { applied } });
    const look = { status: 'HEALTHY', score: 98, sentence: 'All is well.' } as const;
    await deps.health.put(
      { schemaVersion: 1, integrationId: 'int-1', measuredAt: within, facts: noFacts, health: look },
      [hour(within, 12), hour(before, 500)],
    );
    const conflict = (id: string, resolvedAt: string) =>
      aConflict({ id, integrationId: 'int-1', status: 'RESOLVED', resolvedAt, version: 1 });
    await deps.conflicts.put(conflict('c1', within));
    await deps.conflicts.put(conflict('c2', before));
    await deps.reviews.put(aReview({ id: 'r1', integrationId: 'int-1', status: 'PENDING', version: 1 }));
    await deps.alerts.put(
      anAlert({ integrationId: 'int-1', sentence: 'Asana does not answer.', version: 1 }),
    );
    expect(await sendDigest(deps)).toBe('sent');
    const [notice] = deps.notifier.sent;
    expect(notice?.subject).toBe('[BritePool] Weekly Digest: 12 changes synced, 1 thing waits for you');
    expect(notice?.paragraphs[2]?.split('\n')).toEqual([
      'Garden (active)',
      '- Synced: 12 changes came in, 0 went out; none failed; no run ended.',
      '- Decided: 1 conflict',
      '- Goes on: Asana does not answer.',
      '- Waits for you: 1 match to decide',
    ]);
  });

  test('is sent once, however often and by however many it is looked at, and again a week later', async () => {
    await Promise.all(Array.from({ length: 5 }, () => sendDigest(deps)));
    for (let looks = 0; looks < 300; looks++) {
      deps.clock.pass(300);
      await sendDigest(deps);
    }
    expect(mails()).toHaveLength(1);
    deps.clock.pass(7 * 86_400 - 300 * 300);
    expect(await sendDigest(deps)).toBe('sent');
    expect(mails()).toHaveLength(2);
  });

  test('that could not be sent is tried again, for a day', async () => {
    deps.notifier.broken = true;
    expect(await sendDigest(deps)).toBe('failed');
    deps.clock.pass(60);
    expect(await sendDigest(deps)).toBe('none');
    deps.clock.pass(240);
    expect(await sendDigest(deps)).toBe('failed');
    deps.notifier.broken = false;
    deps.clock.pass(300);
    expect(await sendDigest(deps)).toBe('sent');
    expect(mails()).toHaveLength(1);
  });

  test('is not sent in mid-week to those who connect their first system then, nor to those who do not want it', async () => {
    deps.clock.pass(2 * 86_400);
    expect(await sendDigest(deps)).toBe('none');
    deps.clock.pass(5 * 86_400);
    const now = deps.clock.now();
    await deps.alertSettings.put({
      ...{ schemaVersion: 1, version: 1, rules: {}, updatedAt: now, updatedBy: 'ada', weeklyDigest: false },
    });
    expect(await sendDigest(deps)).toBe('none');
    expect(mails()).toEqual([]);
  });
});
