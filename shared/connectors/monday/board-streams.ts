/** What the items of boards are, by the setting in which the boards were chosen. */
export const boardStreams = [
  ['boardIds', 'items', 'TASK'],
  ['eventBoardIds', 'events', 'EVENT'],
  ['timeBoardIds', 'time_entries', 'PARTICIPATION_LOG'],
] as const;

type Chosen = { readonly [setting in (typeof boardStreams)[number][0]]: readonly string[] };

/** Every board that was chosen for anything, once. */
export const allBoards = (settings: Chosen): readonly string[] => [
  ...new Set(boardStreams.flatMap(([setting]) => settings[setting])),
];
