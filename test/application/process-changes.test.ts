import { describe, expect, test } from 'vitest';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { FaultError } from '../../shared/domain/fault.ts';
import { connectedWorld, hint, message, pairsOf, taskFields } from './support/world.ts';

const outcomeOf = (world: Awaited<ReturnType<typeof connectedWorld>>, change: { readonly logId: string }) =>
  world.memory.logs.get(change.logId)?.outcome;

describe('a webhook about an external record', () => {
  test('makes it a BritePool record, and a later one changes that record', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    expect(await processChanges(world.deps, [message(hint('tasks-1', 'd1'))])).toEqual([]);
    world.vendor.edit('tasks-1', { name: 'Plant 40 trees', due_on: '2026-04-01' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd2'))]);
    expect(pairsOf(world)).toEqual({
      'tasks-1': {
        fields: { title: 'Plant 40 trees', dueDate: '2026-04-01' },
        base: { title: 'Plant 40 trees', dueDate: '2026-04-01' },
        state: 'SYNCED',
      },
    });
  });

  test('several that arrive together cost one look, and each gets its entry', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    const changes = ['d1', 'd2', 'd3'].map((key) => hint('tasks-1', key));
    await processChanges(
      world.deps,
      changes.map((change) => message(change)),
    );
    expect(world.vendor.reads).toBe(1);
    expect(changes.map((change) => outcomeOf(world, change))).toEqual([
      'superseded',
      'superseded',
      'applied',
    ]);
  });

  test('that comes twice is applied once and says so', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    const [first, second] = [
      hint('tasks-1', 'd1'),
      hint('tasks-1', 'd1', { receivedAt: '2026-03-01T10:06:00.000Z' }),
    ];
    await processChanges(world.deps, [message(first)]);
    await processChanges(world.deps, [message(second)]);
    expect([outcomeOf(world, first), outcomeOf(world, second)]).toEqual(['applied', 'duplicate']);
    expect(world.vendor.reads).toBe(1);
  });

  test('whose message the queue delivers again together with a newer one keeps the entry that explains it', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    const [first, second] = [hint('tasks-1', 'd1'), hint('tasks-1', 'd2')];
    await processChanges(world.deps, [message(first)]);
    const explained = world.memory.logs.get(first.logId);
    world.vendor.edit('tasks-1', { name: 'Plant 40 trees' });
    await processChanges(world.deps, [message(first, 2), message(second)]);
    expect(world.memory.logs.get(first.logId)).toEqual(explained);
    expect(outcomeOf(world, second)).toBe('applied');
  });

  test('that changes nothing writes no record', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    const [before] = [...world.memory.mappings.values()];
    world.vendor.edit('tasks-1', { unmapped: 'anything' });
    const second = hint('tasks-1', 'd2');
    await processChanges(world.deps, [message(second)]);
    expect(outcomeOf(world, second)).toBe('unchanged');
    expect(world.memory.recordEvents).toHaveLength(1);
    expect([...world.memory.mappings.values()]).toEqual([before]);
  });

  test('about a record that is gone over there archives ours and loses nothing of it', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    world.vendor.records.delete('tasks-1');
    const deletion = hint('tasks-1', 'd2', { kind: 'deleted' });
    await processChanges(world.deps, [message(deletion)]);
    expect(pairsOf(world)).toMatchObject({ 'tasks-1': { fields: { title: 'Plant trees' } } });
    expect(world.memory.logs.get(deletion.logId)).toMatchObject({ outcome: 'applied', operation: 'DELETE' });
  });

  test('about a record that was never here and is gone again is answered with an entry', async () => {
    const world = await connectedWorld();
    const deletion = hint('tasks-9', 'd1', { kind: 'deleted' });
    expect(await processChanges(world.deps, [message(deletion)])).toEqual([]);
    expect(outcomeOf(world, deletion)).toBe('superseded');
  });

  test('of an integration that was deleted meanwhile ends quietly', async () => {
    const world = await connectedWorld();
    expect(
      await processChanges(world.deps, [message(hint('tasks-1', 'd1', { integrationId: 'int-9' }))]),
    ).toEqual([]);
  });
});

describe('an edit at BritePool', () => {
  test('is pushed, and the vendor’s answer becomes what both agreed on', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    const [record] = [...world.memory.records.values()];
    if (record === undefined) throw new Error('There is no record.');
    await world.deps.records.put({ ...record, version: 2, fields: { ...record.fields, title: 'Ours' } });
    const edit = hint(record.id, 'edit:1', { side: 'local', cause: 'edit' });
    expect(await processChanges(world.deps, [message(edit)])).toEqual([]);
    expect(world.vendor.records.get('tasks-1')?.data.name).toBe('Ours');
    expect(pairsOf(world)).toMatchObject({ 'tasks-1': { base: { title: 'Ours' } } });
    const echo = hint('tasks-1', 'd2');
    await processChanges(world.deps, [message(echo)]);
    expect(outcomeOf(world, echo)).toBe('echo');
    expect(world.vendor.writes).toEqual(['update tasks-1']);
  });
});

describe('what goes wrong', () => {
  test('with one record comes back alone, after its own delay; the others are done', async () => {
    const world = await connectedWorld();
    for (const id of ['tasks-1', 'tasks-2', 'tasks-3']) world.vendor.edit(id, { name: id });
    world.vendor.fail('get tasks-2', { kind: 'unavailable', message: 'down', retryAfterSeconds: 33 });
    const poisoned = message(hint('tasks-2', 'd2'));
    const failed = await processChanges(world.deps, [
      message(hint('tasks-1', 'd1')),
      poisoned,
      message(hint('tasks-3', 'd3')),
    ]);
    expect(failed).toEqual([{ messageId: poisoned.messageId, delaySeconds: 33 }]);
    expect(Object.keys(pairsOf(world))).toEqual(['tasks-1', 'tasks-3']);
  });

  test('fails all messages about one pair together, so that none overtakes another', async () => {
    const world = await connectedWorld();
    world.vendor.fail('get', { kind: 'rate-limited', message: 'slow down', retryAfterSeconds: 20 });
    const messages = [message(hint('tasks-1', 'd1')), message(hint('tasks-1', 'd2'))];
    const failed = await processChanges(world.deps, messages);
    expect(failed).toEqual(messages.map(({ messageId }) => ({ messageId, delaySeconds: 20 })));
  });

  test('with a record that the rules refuse sets it aside and explains why', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { notes: 'no name' });
    const change = hint('tasks-1', 'd1');
    expect(await processChanges(world.deps, [message(change)])).toEqual([]);
    expect(world.memory.logs.get(change.logId)).toMatchObject({
      outcome: 'rejected',
      fault: { pointer: '/name' },
    });
    expect([...world.memory.parked.values()]).toMatchObject([{ change, fault: { kind: 'rejected' } }]);
  });

  test('with one record’s expression does not touch its neighbours', async () => {
    const fields = [
      ...taskFields,
      {
        externalField: 'x',
        internalField: 'estimatedMinutes',
        transform: { type: 'expression', inward: '$number(hours) * 60' },
        direction: 'in',
      } as const,
    ];
    const world = await connectedWorld({}, fields);
    world.vendor.edit('tasks-1', { name: 'Good', hours: '2' });
    world.vendor.edit('tasks-2', { name: 'Bad', hours: 'two' });
    const bad = hint('tasks-2', 'd2');
    expect(await processChanges(world.deps, [message(hint('tasks-1', 'd1')), message(bad)])).toEqual([]);
    expect(pairsOf(world)).toMatchObject({ 'tasks-1': { fields: { estimatedMinutes: 120 } } });
    expect(outcomeOf(world, bad)).toBe('rejected');
  });

  test('when the vendor refuses the sign-in stops the integration and asks for new credentials', async () => {
    const world = await connectedWorld();
    world.vendor.fail('get', { kind: 'unauthorized', message: 'The token was revoked.' });
    const change = hint('tasks-1', 'd1');
    expect(await processChanges(world.deps, [message(change)])).toEqual([]);
    expect(world.memory.integrations.get('int-1')).toMatchObject({
      status: 'ERROR',
      lastErrorMessage: 'The token was revoked.',
    });
    expect([...world.memory.parked.values()]).toMatchObject([{ change, held: true }]);
    expect(outcomeOf(world, change)).toBe('held');
  });

  test('when there are no credentials at all holds the change and asks for them', async () => {
    const world = await connectedWorld();
    const context = async () => {
      throw new FaultError({ kind: 'unauthorized', message: 'Nobody signed in.' });
    };
    const change = hint('tasks-1', 'd1');
    expect(await processChanges({ ...world.deps, context }, [message(change)])).toEqual([]);
    expect(world.memory.integrations.get('int-1')?.status).toBe('ERROR');
    expect([...world.memory.parked.values()]).toMatchObject([{ change, held: true }]);
  });

  test('when an answer has another shape than the vendor documents changes nothing and never reads as empty', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    const before = pairsOf(world);
    world.vendor.fail('get', { kind: 'drifted', message: 'The task has an unexpected shape.' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd2'))]);
    expect(pairsOf(world)).toEqual(before);
    expect(world.memory.integrations.get('int-1')?.lastErrorMessage).toBe(
      'The task has an unexpected shape.',
    );
  });

  test.each(['PAUSED', 'DISABLED', 'ERROR'] as const)(
    'while the integration is %s a change is held and not lost',
    async (status) => {
      const world = await connectedWorld({ status });
      world.vendor.edit('tasks-1', { name: 'Plant trees' });
      const change = hint('tasks-1', 'd1');
      expect(await processChanges(world.deps, [message(change)])).toEqual([]);
      expect(world.vendor.reads).toBe(0);
      expect(outcomeOf(world, change)).toBe('held');
      expect(world.memory.parked.size).toBe(1);
    },
  );

  test('in our own storage brings every message back', async () => {
    const world = await connectedWorld();
    const deps = {
      ...world.deps,
      pairs: {
        ...world.deps.pairs,
        byExternalIds: () =>
          Promise.reject(new FaultError({ kind: 'unavailable', message: 'DynamoDB is down.' })),
      },
    };
    const messages = [message(hint('tasks-1', 'd1')), message(hint('tasks-2', 'd2'), 2)];
    const failed = await processChanges(deps, messages);
    expect(failed.map(({ messageId }) => messageId)).toEqual(messages.map(({ messageId }) => messageId));
    expect(failed.every(({ delaySeconds }) => delaySeconds >= 54 && delaySeconds <= 132)).toBe(true);
  });
});

describe('two writers of one pair', () => {
  test('a person’s edit between our read and our write is kept, and the entry tells what really happened', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    world.vendor.edit('tasks-1', { name: 'Theirs' });
    let interfered = false;
    const records = world.deps.records;
    const deps = {
      ...world.deps,
      records: {
        ...records,
        put: async (record: Parameters<typeof records.put>[0]) => {
          const [current] = [...world.memory.records.values()];
          if (!interfered && current !== undefined) {
            interfered = true;
            await records.put({ ...current, version: 2, fields: { ...current.fields, title: 'Theirs' } });
          }
          return records.put(record);
        },
      },
    };
    const poll = hint('tasks-1', 'job#1', { cause: 'poll' });
    expect(await processChanges(deps, [message(poll)])).toEqual([]);
    expect(pairsOf(world)).toMatchObject({
      'tasks-1': { fields: { title: 'Theirs' }, base: { title: 'Theirs' } },
    });
    expect(world.memory.recordEvents).toHaveLength(2);
    const entry = world.memory.logs.get(poll.logId);
    expect(entry?.changes).toMatchObject([
      { field: 'title', before: 'Plant trees', after: 'Theirs', rule: 'both sides have this value' },
    ]);
    expect(entry?.outcome).toBe('unchanged');
  });
});
