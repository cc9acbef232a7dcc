import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FaultError } from '../../../domain/fault.ts';
import fixture from '../__fixtures__/item.json' with { type: 'json' };
import { toRecord } from '../columns.ts';
import { item as itemShape, settings as settingsShape } from '../schema.ts';
import { written } from '../write-columns.ts';

const item = itemShape.parse(fixture);
const board = item.board.id;
const settingsWith = (more: object = {}) =>
  settingsShape.parse({ boardIds: [board], timeZone: 'Europe/Berlin', ...more });
const target = { board, columns: item.column_values };
const write = (data: Parameters<typeof written>[0], more = {}) => written(data, target, settingsWith(more));

describe('an item that was read', () => {
  const { data, updatedAt } = toRecord(settingsWith(), item);

  test('tells each value by the part that its column plays', () => {
    expect(data).toMatchObject({
      ...{ name: 'Bring the benches', status: 'Stuck', notes: 'Six of them', assignee: '501', hours: 6 },
      ...{ labels: ['Kitchen'], timeline: { from: '2026-03-01', to: '2026-03-04' }, group_id: 'topics' },
    });
    expect(updatedAt).toBe('2026-02-28T17:45:12.000Z');
  });

  test('falls on the day of its moment in the chosen zone', () => {
    expect(data).toMatchObject({ starts: '2026-03-01T23:30:00Z', day: '2026-03-02' });
    expect(toRecord(settingsWith({ timeZone: 'UTC' }), item).data.day).toBe('2026-03-01');
  });

  test('tells every column by its id as well, also those that play no part', () => {
    expect(data.columns).toMatchObject({
      state_2: null,
      open: true,
      who: ['team-77', '501', '502'],
      copy: null,
    });
  });

  test('takes the column that was chosen where there are two of a kind', () => {
    const chosen = settingsWith({ columns: [`${board}/state_2`] });
    expect(toRecord(chosen, item).data.status).toBe('(empty)');
  });

  test('has no status where the board has no such column, which is not an empty one', () => {
    const bare = { ...item, column_values: [] };
    expect(toRecord(settingsWith(), bare).data).toMatchObject({ status: null, notes: null, day: null });
  });
});

describe('values that are written', () => {
  test('take the form that each kind of column wants', () => {
    expect(
      write({ name: 'Benches', status: 'Done', notes: 'Eight', hours: 2.5, labels: ['Kitchen'] }),
    ).toEqual({
      ...{ name: 'Benches', state_1: { label: 'Done' }, more: { text: 'Eight' }, count: '2.5' },
      topics: { labels: ['Kitchen'] },
    });
  });

  test('empty a column with nothing, and a status with the word for none', () => {
    expect(write({ status: '(empty)', notes: null, day: null })).toEqual({
      state_1: null,
      more: null,
      when: null,
    });
  });

  test('move a day and keep the time of day that stands there, also over the change of clocks', () => {
    expect(write({ day: '2026-04-01' })).toEqual({ when: { date: '2026-03-31', time: '22:30:00' } });
  });

  test('put another person first and leave further people and teams in place', () => {
    const others = [
      { id: 77, kind: 'team' },
      { id: 502, kind: 'person' },
    ];
    expect(write({ assignee: '600' })).toEqual({
      who: { personsAndTeams: [{ id: 600, kind: 'person' }, ...others] },
    });
    expect(write({ assignee: null })).toEqual({ who: { personsAndTeams: others } });
  });

  test('for which the board has no column stay here', () => {
    expect(written({ status: 'Done', name: 'x' }, { board, columns: [] }, settingsWith())).toEqual({
      name: 'x',
    });
  });

  test.each([
    ['monday.com works out itself', { url: 'https://example.org' }, '/url'],
    ['stand in a column that is read only', { columns: { copy: 'x' } }, '/columns/copy'],
    ['stand in a column that the board does not have', { columns: { nope: 'x' } }, '/columns/nope'],
  ])('that %s are refused with the place', (_, data, pointer) => {
    const fault = (() => {
      try {
        write(data);
      } catch (error) {
        return error instanceof FaultError ? error.fault : undefined;
      }
      return undefined;
    })();
    expect(fault).toMatchObject({ kind: 'rejected', pointer });
  });

  test('of hours without a description get a name, which reads as none', () => {
    const name = write({ name: null }).name;
    expect(name).toEqual(expect.stringMatching(/./));
    expect(toRecord(settingsWith(), { ...item, name: String(name) }).data.name).toBeNull();
  });
});

test('a day that is written is always the day that is read, whatever the zone and the time that stood there', () => {
  const day = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'Pacific/Auckland',
    'America/St_Johns',
    'Pacific/Apia',
  );
  const time = fc.constantFrom('', '00:00:00', '09:15:00', '12:00:00', '23:59:59');
  fc.assert(
    fc.property(day, day, zones, time, (before, after, timeZone, at) => {
      const [from, to] = [before, after].map((moment) => moment.toISOString().slice(0, 10));
      const column = { id: 'when', type: 'date', date: from, time: at };
      const settings = settingsWith({ timeZone });
      const result = written({ day: to ?? '' }, { board, columns: [column] }, settings).when;
      const read = { ...item, column_values: [{ ...column, time: '', ...Object(result) }] };
      expect(toRecord(settings, read).data.day).toBe(to);
    }),
    { seed: 26, numRuns: 300 },
  );
});
