import { beforeEach, describe, expect, test } from 'vitest';
import { memoryAlertStore } from '../../shared/adapters/in-memory/alert-store.ts';
import { memoryIntegrationStore } from '../../shared/adapters/in-memory/integration-store.ts';
import { Memory } from '../../shared/adapters/in-memory/memory.ts';
import { MemoryNotifier } from '../../shared/adapters/in-memory/notifier.ts';
import { countingIds, MemoryClock, silentLogger } from '../../shared/adapters/in-memory/system.ts';
import { clearAlert } from '../../shared/application/alerts/clear-alert.ts';
import { raiseAlert } from '../../shared/application/alerts/raise-alert.ts';
import { tellUntold } from '../../shared/application/alerts/tell.ts';
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
const subjects = () => deps.notifier.sent.map(({ subject }) => subject);

describe('an alert', () => {
  test('tells the admins once what is the matter and what to do, however often it is raised', async () => {
    expect(await raiseAlert(deps, trouble)).toBe('opened');
    deps.clock.pass(60);
    expect(await raiseAlert(deps, trouble)).toBe('counted');
    expect(deps.notifier.sent).toMatchObject([
      { subject: 'Please look: Main workspace', path: '/integrations/int-1' },
    ]);
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
    expect(subjects()).toEqual(['Please look: Main workspace', 'Well again: Main workspace']);
    expect(deps.notifier.sent[1]?.paragraphs[0]).toBe(recovery.sentence);
  });

  test('that was never open is cleared in silence', async () => {
    expect(await clearAlert(deps, recovery)).toBe('none');
    expect(subjects()).toEqual([]);
  });

  test('opens anew when the trouble comes back, and tells them again', async () => {
    await raiseAlert(deps, trouble);
    await clearAlert(deps, recovery);
    expect(await raiseAlert(deps, trouble)).toBe('opened');
    expect(subjects()).toHaveLength(3);
    expect((await deps.alerts.list('int-1', {}, { limit: 10 })).items).toHaveLength(2);
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
    expect(subjects()).toEqual(['Act now: Main Bcc: everybody@example.org']);
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
    expect(subjects()).toEqual(['Please look: Main workspace']);
  });

  test('about an end is sent later as well', async () => {
    await raiseAlert(deps, trouble);
    deps.notifier.broken = true;
    await clearAlert(deps, recovery);
    deps.notifier.broken = false;
    deps.clock.pass(300);
    expect(await tellUntold(deps)).toBe(1);
    expect(subjects()).toEqual(['Please look: Main workspace', 'Well again: Main workspace']);
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
    expect(subjects()).toEqual(['Well again: Main workspace']);
  });
});
