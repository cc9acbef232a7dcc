const calmMs = 15_000;
const busyMs = 3000;

/** Milliseconds between two looks at what may have changed; looking pauses by itself while the page is hidden. */
export const pollMs = (jobRuns: boolean): number => (jobRuns ? busyMs : calmMs);
