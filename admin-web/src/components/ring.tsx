import type { Tone } from '../lib/glossary.ts';

const radius = 27;
const around = 2 * Math.PI * radius;

/** A share of 100 as a ring with its number, an empty ring while it is not known; a picture beside words that say it. */
export function Ring({ value, tone }: { readonly value: number | undefined; readonly tone: Tone }) {
  const filled = (around * Math.min(100, Math.max(0, value ?? 0))) / 100;
  return (
    <svg className={`ring ${tone}`} viewBox="0 0 64 64" aria-hidden>
      <circle cx="32" cy="32" r={radius} />
      <circle
        className="filled"
        cx="32"
        cy="32"
        r={radius}
        strokeDasharray={`${filled} ${around}`}
        transform="rotate(-90 32 32)"
      />
      <text x="32" y="37.5" textAnchor="middle">
        {value === undefined ? '–' : Math.floor(value)}
      </text>
    </svg>
  );
}
