import { describe, expect, it } from 'vitest';
import type { Step } from './prism/programme.ts';
import { verdictOf } from './prism/verdict.ts';

const asked = (where: 'request' | 'response', message: string) => ({
  what: 'POST /tasks',
  violations: [{ where, message }],
});
const step = (more: Partial<Step>): Step => ({ name: 'tasks: create', exchanges: [], ...more });

describe('a run against a vendor’s description', () => {
  it('falls short with a request that the description does not allow, unless there is a reason', () => {
    const wrong = [step({ exchanges: [asked('request', 'colour must be text')], failure: 'rejected: no' })];
    expect(verdictOf('asana', 'mock', wrong)).toMatchObject({
      ...{ requests: 1, accepted: 0, steps: 1, understood: 0 },
      // What the refusal caused is not told a second time.
      surprises: ['mock tasks: create | POST /tasks | request: colour must be text'],
    });
    const excused = [step({ name: 'connection test', failure: 'bug: not a member of the workspace' })];
    const verdict = verdictOf('asana', 'mock', excused);
    expect(verdict.surprises).toEqual([]);
    expect([...verdict.excused.values()].flat()).toHaveLength(1);
  });

  it('takes a reason for the one vendor it was given for', () => {
    const failed = [step({ name: 'connection test', failure: 'bug: not a member of the workspace' })];
    expect(verdictOf('trello', 'mock', failed).surprises).toHaveLength(1);
  });

  it('holds the simulator to the description, and a mock not to its own examples', () => {
    const answers = [step({ exchanges: [asked('response', 'id must be text')] })];
    expect(verdictOf('asana', 'simulator', answers)).toMatchObject({
      fitting: 0,
      surprises: [expect.any(String)],
    });
    expect(verdictOf('asana', 'mock', answers).surprises).toEqual([]);
  });

  it('falls short with an answer that the connector does not understand', () => {
    const lost = [step({ exchanges: [{ what: 'GET /tasks', violations: [] }], failure: 'drifted: no list' })];
    expect(verdictOf('asana', 'simulator', lost).surprises).toEqual([
      'simulator tasks: create | drifted: no list',
    ]);
  });
});
