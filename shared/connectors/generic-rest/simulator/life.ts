type Item = { readonly id: string; readonly [field: string]: unknown };
type Life = {
  readonly [name in 'committees' | 'committeeMembers' | 'events' | 'participationLogs']: readonly Item[];
};

const committees = [
  { id: 'committee_garden', name: 'Garden', purpose: 'Beds, compost and the bees.' },
  { id: 'committee_house', name: 'House', purpose: 'Repairs and the tool shed.' },
  { id: 'committee_culture', name: 'Culture', purpose: '' },
];

const day = (at: number) => `2026-11-${String(2 + at).padStart(2, '0')}`;

/** Committees, their members, events and time entries of these people, with the cases that are easily got wrong. */
export function communityLife(people: readonly string[], tasks: readonly string[]): Life {
  const person = (at: number) => people[at % people.length] ?? null;
  return {
    committees,
    committeeMembers: people.slice(0, 9).map((id, at) => ({
      id: `seat_${at + 1}a`,
      committee_id: committees[at % committees.length]?.id,
      person: { id },
      role: at < committees.length ? 'chair' : 'member',
    })),
    events: [
      event(
        'event_fair',
        'Spring fair',
        '2026-03-29T14:00',
        '2026-03-29T18:00',
        'Europe/Berlin',
        'committee_culture',
      ),
      event(
        'event_night',
        'Night of the clocks',
        '2026-10-24T23:30',
        '2026-10-25T02:30',
        'Europe/Berlin',
        null,
      ),
      event(
        'event_call',
        'Call with Auckland',
        '2026-11-20T09:00',
        null,
        'Pacific/Auckland',
        'committee_garden',
      ),
    ],
    participationLogs: people.length === 0 ? [] : timeEntries(person, tasks),
  };
}

const event = (
  id: string,
  title: string,
  start: string,
  end: string | null,
  time_zone: string,
  committee_id: string | null,
): Item => ({
  ...{ id, title, details: '', start, time_zone, place: 'Community house', committee_id },
  end: { at: end, time_zone },
});

function timeEntries(person: (at: number) => string | null, tasks: readonly string[]): readonly Item[] {
  const done = Array.from(
    { length: 8 },
    (_, at): Item => ({
      id: `time_${at + 1}a`,
      person_id: person(at),
      task_id: tasks[at] ?? null,
      note: 'Weeding',
      day: day(at),
      started_at: `${day(at)}T09:00:00+01:00`,
      ended_at: `${day(at)}T10:30:00+01:00`,
      seconds: 5400,
      billable: at % 2 === 0,
      running: false,
      locked: false,
    }),
  );
  const [first] = done;
  return [
    ...done,
    { ...first, id: 'time_locked', day: day(20), started_at: null, ended_at: null, locked: true },
    {
      ...first,
      id: 'time_running',
      day: day(21),
      started_at: `${day(21)}T09:00:00+01:00`,
      ended_at: null,
      seconds: 60,
      running: true,
    },
  ];
}
