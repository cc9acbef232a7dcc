import type { FieldMapping, FieldMappingSet } from '../../../shared/domain/field-mapping.ts';
import type { ResourceType } from '../../../shared/domain/resources.ts';
import { translateInward, translateOutward } from '../../../shared/domain/translate.ts';
import type { Fields, FieldValue } from '../../../shared/domain/values.ts';
import { aroundTheYear, zones } from '../../support/clock-changes.ts';

export const title = '100 round trips of dates in UTC−11 … UTC+14 over both clock changes: unchanged';

const trips = 100;

interface Way {
  readonly name: string;
  readonly type: ResourceType;
  readonly field: string;
  readonly transform: FieldMapping['transform'];
  /** Our value of a moment that a clock in the zone shows as `wall`. */
  readonly ours: (moment: {
    readonly at: string;
    readonly zone: string;
    readonly zoned: string;
  }) => FieldValue;
  /** Our value has to be at hand: their way of writing says less. */
  readonly coarse?: true;
}

const log = { type: 'PARTICIPATION_LOG', field: 'startedAt' } as const;
const event = { type: 'EVENT', field: 'startsAt' } as const;
const wholeSecond = (at: string) => at.replace(/\.\d{3}Z$/, '.000Z');
const ways: readonly Way[] = [
  {
    name: 'calendar day',
    type: 'TASK',
    field: 'dueDate',
    transform: 'date',
    ours: ({ zoned }) => zoned.slice(0, 10),
  },
  { ...log, name: 'moment, ISO', transform: 'instant', ours: ({ at }) => at },
  {
    ...log,
    name: 'moment, milliseconds',
    transform: { type: 'named', name: 'epochMilliseconds' },
    ours: ({ at }) => at,
  },
  {
    ...log,
    name: 'moment, seconds',
    transform: { type: 'named', name: 'epochSeconds' },
    ours: ({ at }) => wholeSecond(at),
  },
  { ...event, name: 'wall clock with zone', transform: { type: 'zoned' }, ours: ({ zoned }) => zoned },
  {
    ...event,
    name: 'wall clock, zone beside',
    transform: { type: 'zoned', zoneField: 'zone' },
    ours: ({ zoned }) => zoned,
    coarse: true,
  },
  {
    ...event,
    name: 'moment, zone beside',
    transform: { type: 'zoned', zoneField: 'zone', as: 'instant' },
    ours: ({ zoned }) => zoned,
  },
  {
    ...event,
    name: 'wall clock of Berlin',
    transform: { type: 'zoned', zone: 'Europe/Berlin' },
    ours: ({ zoned }) => zoned,
    coarse: true,
  },
];

const nobody = { lookup: () => undefined, expression: () => null };

function travel({ type, field, transform, coarse }: Way, start: FieldValue): FieldValue | undefined {
  const set: FieldMappingSet = {
    ...{ schemaVersion: 1, integrationId: 'int', resourceType: type, stream: 's', version: 1 },
    fields: [{ externalField: 'when', internalField: field, transform, direction: 'both' }],
  };
  let ours: FieldValue | undefined = start;
  for (let trip = 1; trip <= trips && ours !== undefined; trip++) {
    const sent = translateOutward(set, { [field]: ours }, nobody);
    if (sent.held.length > 0) return undefined;
    const atHand: Fields | null = coarse === true || trip % 2 === 0 ? { [field]: ours } : null;
    ours = translateInward(set, sent.data, atHand, nobody).fields[field];
  }
  return ours;
}

export async function demonstrate(): Promise<readonly string[]> {
  const failures: string[] = [];
  const lines: string[] = [];
  const moments = zones.flatMap((zone) => aroundTheYear(zone));
  const before = process.env.TZ;
  for (const way of ways) {
    let changed = 0;
    for (const moment of moments) {
      // The machine stands in the zone too: nothing may depend on where it runs.
      process.env.TZ = moment.zone;
      const start = way.ours(moment);
      const end = travel(way, start);
      if (end === start) continue;
      changed++;
      failures.push(`${way.name} in ${moment.zone}: ${String(start)} became ${String(end)}`);
    }
    lines.push(`${way.name.padEnd(24)} ${moments.length} values × ${trips} trips, ${changed} changed`);
  }
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
  const edges = moments.filter(({ edge }) => edge !== 'none').length;
  const twice = moments.filter(({ edge }) => edge === 'second of two').length;
  lines.push(
    `${zones.length} zones from UTC−11 to UTC+14, ${edges} values within two hours of a clock change, ${twice} of them in an hour lived for the second time`,
  );
  if (failures.length > 0) throw new Error([...lines, ...failures.slice(0, 20)].join('\n  '));
  return lines;
}
