/** Why a permission is granted that no journey on this machine uses. `key`: `function action resource`, in short. */
const reasons: readonly (readonly [pattern: RegExp, because: string])[] = [
  [/ (xray|logs):/, 'written by Lambda itself, which this machine does not play'],
];

export const unusedBecause = (key: string): string | undefined =>
  reasons.find(([pattern]) => pattern.test(key))?.[1];
