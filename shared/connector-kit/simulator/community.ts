/** Believable data of a community: the same seed gives the same people and tasks. */
export interface Person {
  readonly name: string;
  readonly email: string;
}
export interface Work {
  readonly title: string;
  readonly notes: string;
  readonly done: boolean;
  readonly due: string | null;
  /** Index into the people, or none. */
  readonly assignee: number | null;
}

const first = [
  'Amara',
  'Bruno',
  'Clara',
  'Dario',
  'Elif',
  'Femi',
  'Greta',
  'Hanna',
  'Idris',
  'Jonas',
  'Kaia',
  'Leo',
  'Mira',
  'Noor',
  'Oskar',
  'Pia',
  'Quinn',
  'Rosa',
  'Samir',
  'Tilda',
];
const last = [
  'Adeyemi',
  'Berg',
  'Costa',
  'Dahl',
  'Eriksen',
  'Fischer',
  'Garcia',
  'Hughes',
  'Ivanova',
  'Jansen',
];
const verbs = [
  'Plan',
  'Repair',
  'Water',
  'Paint',
  'Clean',
  'Invite guests to',
  'Order material for',
  'Write minutes of',
  'Count seeds for',
  'Photograph',
];
const things = [
  'the community garden',
  'the tool shed',
  'the spring fair',
  'the repair café',
  'the rain tanks',
  'the notice board',
  'the reading circle',
  'the bicycle shelter',
  'the harvest supper',
  'the bee hives',
  'the playground fence',
  'the compost heap',
];

/** Mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const people = (count: number): readonly Person[] =>
  Array.from({ length: count }, (_, at) => {
    const name = `${first[at % first.length]} ${last[Math.floor(at / first.length + at) % last.length]}`;
    return { name, email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${at}@example.org` };
  });

export function work(count: number, seed = 7): readonly Work[] {
  const random = seeded(seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(Date.UTC(2026, 10, 1 + Math.floor(random() * 120)));
    return {
      title: `${pick(verbs)} ${pick(things)} (${at + 1})`,
      notes: random() < 0.4 ? 'Bring gloves. Coffee at ten.' : '',
      done: random() < 0.3,
      due: random() < 0.7 ? day.toISOString().slice(0, 10) : null,
      assignee: random() < 0.8 ? Math.floor(random() * 40) : null,
    };
  });
}
