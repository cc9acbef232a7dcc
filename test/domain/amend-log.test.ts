import { describe, expect, it } from 'vitest';
import { amendLog } from '../../shared/domain/amend-log.ts';
import type { FieldExplanation } from '../../shared/domain/sync-log.ts';
import { aLog } from '../contract/support/samples.ts';

const change = (
  field: string,
  before: string,
  after: string,
  from: FieldExplanation['from'],
): FieldExplanation => ({ field, before, after, from, rule: 'because' });
const entry = (changes: readonly FieldExplanation[], more: object = {}) => ({
  ...aLog('int'),
  id: 'log~int~000000001~abc',
  outcome: 'applied' as const,
  ...more,
  changes,
});

describe('the entry of a change whose first try died', () => {
  it('goes from where the first try found the field to where the second left it', () => {
    const first = entry([change('title', 'seeds', 'oaks', 'local')]);
    const second = entry([change('title', 'oaks', 'limes', 'local')]);
    expect(amendLog(first, second).changes).toEqual([change('title', 'seeds', 'limes', 'local')]);
  });
  it('tells both steps when somebody changed the field between them', () => {
    const first = entry([change('title', 'seeds', 'oaks', 'local')]);
    const second = entry([change('title', 'limes', 'oaks', 'local')]);
    expect(amendLog(first, second).changes).toEqual([...first.changes, ...second.changes]);
  });
  it('forgets a step that was announced and not made', () => {
    const first = entry([change('title', 'seeds', 'oaks', 'local')]);
    const second = entry([change('title', 'seeds', 'limes', 'local')]);
    expect(amendLog(first, second).changes).toEqual(second.changes);
  });
  it('keeps what only the first try changed, even when the second had nothing to do', () => {
    const first = entry([change('title', 'seeds', 'oaks', 'external')]);
    const second = entry([], { outcome: 'unchanged' });
    expect(amendLog(first, second)).toMatchObject({ outcome: 'applied', changes: first.changes });
  });
  it('tells a change here from a change there', () => {
    const first = entry([change('title', 'seeds', 'oaks', 'external')]);
    const second = entry([change('title', 'x', 'y', 'local')]);
    expect(amendLog(first, second).changes).toEqual([...first.changes, ...second.changes]);
  });
  it('is the second alone when the first changed nothing or tells of something else', () => {
    const second = entry([change('title', 'x', 'y', 'local')]);
    expect(amendLog(entry([]), second)).toEqual(second);
    expect(amendLog({ ...entry(second.changes), id: 'another' }, second)).toBe(second);
  });
  it('does not call applied what waits', () => {
    const first = entry([change('title', 'seeds', 'oaks', 'external')]);
    expect(amendLog(first, entry([], { outcome: 'held' })).outcome).toBe('held');
  });
});
