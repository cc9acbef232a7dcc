import { describe, expect, test } from 'vitest';
import { identityOf } from '../../shared/domain/identity.ts';
import { likeness } from '../../shared/domain/recognise.ts';
import type { Fields } from '../../shared/domain/values.ts';

const claim = (sent: Fields) => ({ resourceType: 'TASK', sent, idempotencyKey: 'key-1' }) as const;

describe('the record that we are creating', () => {
  test('is recognised by our key, whatever else it holds', () => {
    expect(likeness(claim({ title: 'A' }), { ownKey: 'key-1' }, { title: 'B' })).toBe('own');
    expect(likeness(claim({ title: 'A' }), { ownKey: 'key-2' }, { title: 'A' })).toBe('other');
  });
  test('is equal in every value that was sent; what the vendor added does not matter', () => {
    const sent = claim({ title: 'A', dueDate: '2026-04-01' });
    expect(likeness(sent, {}, { title: 'A', dueDate: '2026-04-01', status: 'TODO' })).toBe('equal');
    expect(likeness(sent, {}, { title: 'A', dueDate: '2026-04-02' })).toBe('alike');
    expect(likeness(sent, {}, { title: 'B', dueDate: '2026-04-01' })).toBe('other');
  });
  test('of which nothing was sent is like none', () => {
    expect(likeness(claim({}), {}, { title: 'A' })).toBe('other');
    expect(likeness(claim({ description: 'x' }), {}, { description: 'y' })).toBe('other');
  });
});

describe('what a person recognises a record by', () => {
  test('does not depend on capitals and white space', () => {
    expect(identityOf('TASK', { title: '  Plant \n TREES' })).toBe(
      identityOf('TASK', { title: 'plant trees' }),
    );
    expect(identityOf('TASK', { title: 'Plant' })).not.toBe(identityOf('TASK', { title: 'Plants' }));
  });
  test('is the e-mail of a member, and the name of one without', () => {
    const ada = identityOf('MEMBER', { email: 'ada@example.org', name: 'Ada' });
    expect(ada).toBe(identityOf('MEMBER', { email: 'ADA@example.org', name: 'Countess' }));
    expect(ada).not.toBe(identityOf('MEMBER', { name: 'Ada' }));
    expect(identityOf('MEMBER', { name: 'Ada' })).toBe(identityOf('MEMBER', { name: 'ada ' }));
  });
  test.each([
    ['PARTICIPATION_LOG', { date: '2026-03-01', minutes: 30 }, { date: '2026-03-01', minutes: 60 }],
    [
      'PARTICIPATION_LOG',
      { startedAt: '2026-03-01T10:00:00.000Z' },
      { startedAt: '2026-03-01T11:00:00.000Z' },
    ],
    ['EVENT', { title: 'Assembly' }, { title: 'Harvest' }],
    ['COMMITTEE', { name: 'Garden' }, { name: 'Kitchen' }],
    [
      'COMMITTEE_MEMBER',
      { committeeId: 'c1', memberId: 'm1', role: 'chair' },
      { committeeId: 'c1', memberId: 'm2', role: 'chair' },
    ],
  ] as const)('tells two of a %s apart', (type, one, other) => {
    expect(identityOf(type, one)).toBe(identityOf(type, { ...one }));
    expect(identityOf(type, one)).not.toBe(identityOf(type, other));
    expect(identityOf(type, {})).toBeUndefined();
  });
});
