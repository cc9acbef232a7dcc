import type { Settings } from './schema.ts';

/** What the tasks of Lists are, by the setting in which the Lists were chosen. */
export const taskStreams = [
  ['listIds', 'tasks', 'TASK'],
  ['eventListIds', 'events', 'EVENT'],
] as const;

type Chosen = Pick<Settings, (typeof taskStreams)[number][0]>;

export const listsIn = (settings: Chosen, stream: string): readonly string[] =>
  taskStreams.flatMap(([setting, name]) => (name === stream ? settings[setting] : []));

/** Every List that was chosen for anything, once. */
export const allLists = (settings: Chosen): readonly string[] => [
  ...new Set(taskStreams.flatMap(([setting]) => settings[setting])),
];
