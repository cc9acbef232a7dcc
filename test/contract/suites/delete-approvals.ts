import { describe, expect, test } from 'vitest';
import type { DeleteApprovals } from '../../../shared/application/ports.ts';
import type { DeleteWindow } from '../../../shared/domain/delete-brake.ts';
import { anApproval, at, fresh } from '../support/samples.ts';
import { race, walk } from '../support/walk.ts';

const aWindow = (more: Partial<DeleteWindow> = {}): DeleteWindow => ({
  schemaVersion: 1,
  integrationId: fresh('int'),
  version: 1,
  recent: [{ key: 'map-1', at }],
  ...more,
});

export function deleteApprovalsContract(name: string, make: () => DeleteApprovals): void {
  describe(`${name} keeps the deletions that wait for an admin`, () => {
    test('remembers the deletions of an integration, and nobody writes over newer ones', async () => {
      const approvals = make();
      const window = aWindow();
      expect(await approvals.window(window.integrationId)).toBeUndefined();
      expect(await approvals.saveWindow(window)).toBe('written');
      expect(await approvals.window(window.integrationId)).toEqual(window);
      expect(await approvals.saveWindow({ ...window, recent: [] })).toBe('stale');
      const next = { ...window, version: 2, approvalId: 'approval-1' };
      expect(await approvals.saveWindow(next)).toBe('written');
      expect(await approvals.window(window.integrationId)).toEqual(next);
    });

    test('of two workers that delete at once only one is counted; the other looks again', async () => {
      const approvals = make();
      const window = aWindow();
      const answers = await race(5, (index) =>
        approvals.saveWindow({ ...window, recent: [{ key: `map-${index}`, at }] }),
      );
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
    });

    test('keeps an approval with its decision, and a decision is made once', async () => {
      const approvals = make();
      const approval = anApproval();
      expect(await approvals.put(approval)).toBe('written');
      expect(await approvals.put(approval)).toBe('stale');
      const decided = {
        ...approval,
        version: 2,
        status: 'REJECTED' as const,
        decidedAt: at,
        decidedBy: 'ada',
      };
      expect(await approvals.put(decided)).toBe('written');
      expect(await approvals.put({ ...decided, status: 'APPROVED' })).toBe('stale');
      expect(await approvals.get(approval.id)).toEqual(decided);
      expect(await approvals.get(fresh('approval'))).toBeUndefined();
    });

    test('lists an integration’s approvals, newest first, page by page', async () => {
      const approvals = make();
      const integrationId = fresh('int');
      const made = Array.from({ length: 5 }, (_, day) =>
        anApproval({ integrationId, createdAt: `2026-03-0${day + 1}T10:00:00.000Z` }),
      );
      for (const approval of [...made, anApproval()]) await approvals.put(approval);
      expect(await walk((page) => approvals.list(integrationId, {}, page), 2)).toEqual(made.toReversed());
    });

    test('lists those that wait apart from those that were decided', async () => {
      const approvals = make();
      const integrationId = fresh('int');
      const [waits, decided] = [anApproval({ integrationId }), anApproval({ integrationId })];
      for (const approval of [waits, decided]) await approvals.put(approval);
      const approved = { ...decided, version: 2, status: 'APPROVED' as const };
      await approvals.put(approved);
      const of = async (status: 'PENDING' | 'APPROVED' | 'REJECTED') =>
        (await approvals.list(integrationId, { status }, { limit: 10 })).items;
      expect(await of('PENDING')).toEqual([waits]);
      expect(await of('APPROVED')).toEqual([approved]);
      expect(await of('REJECTED')).toEqual([]);
    });

    test('forgets all of an integration and nothing of others', async () => {
      const approvals = make();
      const [mine, other] = [anApproval(), anApproval()];
      for (const approval of [mine, other]) await approvals.put(approval);
      await approvals.saveWindow(aWindow({ integrationId: mine.integrationId }));
      await approvals.removeAll(mine.integrationId);
      expect(await approvals.get(mine.id)).toBeUndefined();
      expect(await approvals.window(mine.integrationId)).toBeUndefined();
      expect(await approvals.get(other.id)).toEqual(other);
    });
  });
}
