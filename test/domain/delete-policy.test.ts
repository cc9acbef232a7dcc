import { describe, expect, test } from 'vitest';
import { deletePoliciesFrom, deletePolicyOf } from '../../shared/domain/delete-policy.ts';

describe('what becomes of a record whose counterpart was deleted', () => {
  test('is archiving, unless the admin chose otherwise', () => {
    expect(deletePoliciesFrom({ MEMBERS: 'follow' })).toEqual({
      TASKS: 'archive',
      MEMBERS: 'follow',
      PARTICIPATION_LOGS: 'archive',
      EVENTS: 'archive',
      COMMITTEES: 'archive',
    });
    expect(deletePolicyOf(deletePoliciesFrom({ MEMBERS: 'follow' }), 'TASK')).toBe('archive');
  });

  test('is chosen for each kind of data', () => {
    const chosen = {
      TASKS: 'follow',
      MEMBERS: 'ask',
      PARTICIPATION_LOGS: 'unlink',
      EVENTS: 'ask',
      COMMITTEES: 'follow',
    } as const;
    expect(deletePoliciesFrom(chosen)).toEqual(chosen);
    expect(deletePolicyOf(chosen, 'MEMBER')).toBe('ask');
    expect(deletePolicyOf(chosen, 'PARTICIPATION_LOG')).toBe('unlink');
  });

  test('is the same for committees and those who sit on them', () => {
    const policies = deletePoliciesFrom({ TASKS: 'unlink', COMMITTEES: 'follow' });
    expect(deletePolicyOf(policies, 'COMMITTEE')).toBe('follow');
    expect(deletePolicyOf(policies, 'COMMITTEE_MEMBER')).toBe('follow');
  });
});
