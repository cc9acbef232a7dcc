/** Chance that comes out the same for the same seed. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  readonly uniform: () => number;
  /** Mean 0, deviation 1. */
  readonly normal: () => number;
}

/** Marsaglia's xorshift of 32 bits: plenty for traffic. Its first numbers still look like the seed and are passed over. */
export function seeded(seed: number): Chance {
  let state = Math.imul(seed + 1, 2_654_435_761) | 0 || 1;
  const uniform = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  for (let skipped = 0; skipped < 20; skipped++) uniform();
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

/** How often something happens that happens `mean` times on average. */
export function happens({ uniform, normal }: Chance, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count++;
  return count;
}

/** A size of which few are giants: Pareto from `least`, cut at `most`. */
export const skewed = ({ uniform }: Chance, least: number, most: number, shape: number): number =>
  Math.min(most, least / (1 - uniform()) ** (1 / shape));
