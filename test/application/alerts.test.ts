import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { memoryAlertStore } from '../../shared/adapters/in-memory/alert-store.ts';
import { memoryIntegrationStore } from '../../shared/adapters/in-memory/integration-store.ts';
import { Memory } from '../../shared/adapters/in-memory/memory.ts';
import { MemoryNotifier } from '../../shared/adapters/in-memory/notifier.ts';
import { countingIds, MemoryClock, silentLogger } from '../../shared/adapters/in-memory/system.ts';
import { clearAlert } from '../../shared/application/alerts/clear-alert.ts';
import { raiseAlert } from '../../shared/application/alerts/raise-alert.ts';
import { tellUntold } from '../../shared/application/alerts/tell.ts';
import type { RuleChanges } from '../../shared/domain/alert-rules.ts';
import { anIntegration } from '../contract/support/samples.ts';

const cause = { integrationId: 'int-1', kind: 'outage', cause: 'outage' } as const;
const trouble = {
  ...cause,
  severity: 'warning',
  sentence: 'Asana does not answer; edits wait.',
  cure: 'Nothing: it is tried every five minutes.',
} as const;
const recovery = { ...cause, sentence: 'Asana answers again; what waited is on its way.' };

async function world() {
  const memory = new Memory();
  const integrations = memoryIntegrationStore(memory);
  await integrations.create(anIntegration({ id: 'int-1', name: 'Main workspace' }));
  return {
    ...{ memory, integrations, logger: silentLogger, ids: countingIds() },
    alerts: memoryAlertStore(memory),
    clock: new MemoryClock(),
    notifier: new MemoryNotifier(),
  };
}
let deps: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  deps = await world();
});
const opened = '[BritePool] Integration Alert: Main workspace - WARNING';
const ended = '[BritePool] Integration Alert: Main workspace - RESOLVED';
const subjects = () => deps.notifier.sent.map(({ subject }) => subject);

describe('an alert', () => {
  test('tells the admins once what is the matter and what to do, however often it is raised', async () => {
    expect(await raiseAlert(deps, trouble)).toBe('opened');
    deps.clock.pass(60);
    expect(await raiseAlert(deps, trouble)).toBe('counted');
    expect(deps.notifier.sent).toMatchObject([{ subject: opened, path: '/integrations/int-1' }]);
    expect(deps.notifier.sent[0]?.paragraphs.join(' ')).toContain(trouble.sentence);
    expect(deps.notifier.sent[0]?.paragraphs.join(' ')).toContain(trouble.cure);
    expect(await deps.alerts.open(cause)).toMatchObject({
      count: 2,
      openedAt: '2026-03-01T10:00:00.000Z',
      lastRaisedAt: '2026-03-01T10:01:00.000Z',
      notifiedAt: '2026-03-01T10:00:00.000Z',
    });
  });

  test('raised by ten workers at the same moment tells them once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => raiseAlert(deps, trouble)));
    expect(subjects()).toHaveLength(1);
  });

  test('that is over tells them once that it is well, however often it is cleared', async () => {
    await raiseAlert(deps, trouble);
    expect(await clearAlert(deps, recovery)).toBe('cleared');
    expect(await clearAlert(deps, recovery)).toBe('none');
    expect(subjects()).toEqual([opened, ended]);
    expect(deps.notifier.sent[1]?.paragraphs[1]).toBe(recovery.sentence);
  });

  test('that was never open is cleared in silence', async () => {
    expect(await clearAlert(deps, recovery)).toBe('none');
    expect(subjects()).toEqual([]);
  });

  test('opens anew when the trouble comes back, says so, and tells them again after its cooldown', async () => {
    await raiseAlert(deps, trouble);
    await clearAlert(deps, recovery);
    expect(await raiseAlert(deps, trouble)).toBe('opened');
    expect(subjects()).toHaveLength(2);
    deps.clock.pass(30 * 60);
    await tellUntold(deps);
    expect(subjects()).toEqual([opened, ended, opened]);
    expect(deps.notifier.sent[2]?.paragraphs[1]).toBe('It came back within a week.');
    expect((await deps.alerts.open(cause))?.cameBack).toBe(1);
    expect((await deps.alerts.list('int-1', {}, { limit: 10 })).items).toHaveLength(2);
  });

  test('that came back and went again before its cooldown was over is told to nobody, neither its beginning nor its end', async () => {
    await raiseAlert(deps, trouble);
    await clearAlert(deps, recovery);
    await raiseAlert(deps, trouble);
    await clearAlert(deps, recovery);
    deps.clock.pass(3600);
    await tellUntold(deps);
    expect(subjects()).toEqual([opened, ended]);
  });

  test('that somebody took care of and that was quiet for days is told anew when it is raised again', async () => {
    await raiseAlert(deps, trouble);
    const alert = await deps.alerts.open(cause);
    if (alert === undefined) throw new Error('no alert is open');
    await deps.alerts.put({
      ...{ ...alert, version: alert.version + 1 },
      ...{ acknowledgedAt: deps.clock.now(), acknowledgedBy: 'ada' },
    });
    deps.clock.pass(86_400);
    await raiseAlert(deps, trouble);
    expect(subjects()).toHaveLength(1);
    deps.clock.pass(3 * 86_400);
    await raiseAlert(deps, trouble);
    expect(subjects()).toEqual([opened, opened]);
  });

  test('of one integration leaves the same trouble of another one alone', async () => {
    await raiseAlert(deps, trouble);
    await raiseAlert(deps, { ...trouble, integrationId: 'int-2' });
    await clearAlert(deps, recovery);
    expect(await deps.alerts.open({ ...cause, integrationId: 'int-2' })).toBeDefined();
  });

  test('has one line as its subject, whatever the integration is called', async () => {
    const named = anIntegration({ id: 'int-3', name: 'Main\r\nBcc: everybody@example.org' });
    await deps.integrations.create(named);
    await raiseAlert(deps, { ...trouble, integrationId: 'int-3', severity: 'critical' });
    expect(subjects()).toEqual(['[BritePool] Integration Alert: Main Bcc: everybody@example.org - CRITICAL']);
  });
});

describe('a message that could not be sent', () => {
  test('is sent by the watch later, once', async () => {
    deps.notifier.broken = true;
    await raiseAlert(deps, trouble);
    deps.notifier.broken = false;
    expect(await tellUntold(deps)).toBe(0);
    deps.clock.pass(300);
    expect(await tellUntold(deps)).toBe(1);
    deps.clock.pass(300);
    expect(await tellUntold(deps)).toBe(0);
    expect(subjects()).toEqual([opened]);
  });

  test('about an end is sent later as well', async () => {
    await raiseAlert(deps, trouble);
    deps.notifier.broken = true;
    await clearAlert(deps, recovery);
    deps.notifier.broken = false;
    deps.clock.pass(300);
    expect(await tellUntold(deps)).toBe(1);
    expect(subjects()).toEqual([opened, ended]);
  });

  test('is sent once when two watches look at the same time', async () => {
    deps.notifier.broken = true;
    await raiseAlert(deps, trouble);
    deps.notifier.broken = false;
    deps.clock.pass(300);
    const sent = await Promise.all([tellUntold(deps), tellUntold(deps)]);
    expect(sent[0] + sent[1]).toBe(1);
    expect(subjects()).toHaveLength(1);
  });

  test('about trouble that is over before anybody heard of it becomes one message', async () => {
    deps.notifier.broken = true;
    await raiseAlert(deps, trouble);
    deps.notifier.broken = false;
    await clearAlert(deps, recovery);
    deps.clock.pass(300);
    await tellUntold(deps);
    expect(subjects()).toEqual([ended]);
  });
});

describe('the channels of an alert', () => {
  const down = {
    ...trouble,
    kind: 'integration-down',
    cause: 'integration-down',
    severity: 'critical',
  } as const;

  test('are those of its rule: mail, Slack, or the dashboard only', async () => {
    await raiseAlert(deps, down);
    await raiseAlert(deps, { ...trouble, kind: 'sync-lag', cause: 'sync-lag' });
    expect([deps.notifier.sent.length, deps.notifier.slack.length]).toEqual([1, 1]);
    expect((await deps.alerts.list('int-1', { open: true }, { limit: 10 })).items).toHaveLength(2);
  });

  test('that fail are shown on the alert and tried again, and those that worked get nothing twice', async () => {
    deps.notifier.broken = 'slack';
    await raiseAlert(deps, down);
    deps.clock.pass(300);
    await tellUntold(deps);
    expect(await deps.alerts.open(down)).toMatchObject({
      sentTo: ['email'],
      failedDeliveries: [{ channel: 'slack', tries: 2, why: 'The mail service does not answer.' }],
    });
    deps.notifier.broken = false;
    deps.clock.pass(300);
    expect(await tellUntold(deps)).toBe(1);
    expect([deps.notifier.sent.length, deps.notifier.slack.length]).toEqual([1, 1]);
    expect(await deps.alerts.open(down)).not.toHaveProperty('failedDeliveries');
  });

  test('get the end as well, also those that never got the beginning', async () => {
    deps.notifier.broken = 'slack';
    await raiseAlert(deps, down);
    deps.notifier.broken = false;
    await clearAlert(deps, { ...recovery, kind: 'integration-down', cause: 'integration-down' });
    expect(deps.notifier.slack.map(({ subject }) => subject)).toEqual([ended]);
    expect(deps.notifier.sent).toHaveLength(2);
  });

  test('follow what admins chose for alerts of that kind, as its severity does; switched off, there is none', async () => {
    const settings = (change: RuleChanges) => ({
      ...({ schemaVersion: 1, version: 1, rules: { outage: change } } as const),
      ...{ updatedAt: deps.clock.now(), updatedBy: 'ada' },
    });
    const chosen = { get: async () => settings({ channels: ['slack'], severity: 'critical' }), put: never };
    await raiseAlert({ ...deps, alertSettings: chosen }, trouble);
    expect(deps.notifier.slack[0]?.subject).toMatch(/CRITICAL$/);
    expect(subjects()).toEqual([]);
    const off = { get: async () => settings({ enabled: false }), put: never };
    expect(await raiseAlert({ ...deps, alertSettings: off }, trouble)).toBe('off');
  });
});

const never = async () => 'stale' as const;
const steps = fc.array(
  fc.oneof(
    fc.constantFrom('raise', 'clear', 'watch', 'break', 'mend').map((act) => ({ act, minutes: 0 })),
    fc.integer({ min: 1, max: 45 }).map((minutes) => ({ act: 'wait', minutes })),
  ),
  { maxLength: 120 },
);

describe('however a trouble comes and goes, and whatever the mail service does,', () => {
  test('there is never a storm: two messages in a cooldown at most, and what lasts is told', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        deps = await world();
        let minutes = 0;
        for (const { act, minutes: passed } of all) {
          minutes += passed;
          deps.clock.pass(passed * 60);
          if (act === 'raise') await raiseAlert(deps, trouble);
          if (act === 'clear') await clearAlert(deps, recovery);
          if (act === 'watch') await tellUntold(deps);
          if (act === 'break' || act === 'mend') deps.notifier.broken = act === 'break';
        }
        expect(subjects().length).toBeLessThanOrEqual(2 * (Math.floor(minutes / 30) + 1));
        deps.notifier.broken = false;
        deps.clock.pass(30 * 60);
        await tellUntold(deps);
        expect(await deps.alerts.untold(deps.clock.now())).toEqual([]);
        expect(subjects().length).toBeLessThanOrEqual(2 * (Math.floor(minutes / 30) + 2));
        const open = await deps.alerts.open(cause);
        if (open !== undefined) expect(subjects().at(-1)).toBe(opened);
      }),
      { seed: 8 },
    );
  });
});
