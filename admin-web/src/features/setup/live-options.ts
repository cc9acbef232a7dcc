import type { Choice } from './requests/look-up-choices.ts';

/** The ids that a setting holds: one, several or none. */
export const idsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string' && each !== '');

/** What was chosen before stays a choice, though the other system does not name it any more. */
export const withChosen = (found: readonly Choice[], chosen: readonly string[]): readonly Choice[] => [
  ...found,
  ...chosen
    .filter((id) => found.every((choice) => choice.id !== id))
    .map((id) => ({ id, label: `${id} (not found there any more)` })),
];

/** Choices that fit what somebody types; what is chosen stays to be seen. */
export const narrowed = (
  options: readonly Choice[],
  typed: string,
  chosen: readonly string[],
): readonly Choice[] => {
  const text = typed.trim().toLowerCase();
  return options.filter(({ id, label }) => chosen.includes(id) || label.toLowerCase().includes(text));
};

/** Ids as somebody types them, with commas between. */
export const typedIds = (text: string): string[] =>
  text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
