/** Milliseconds between two looks at what may have changed; pauses by itself while the page is hidden. */
export const calmPollMs = 15_000;
export const busyPollMs = 3000;

export const pollMs = (jobRuns: boolean): number => (jobRuns ? busyPollMs : calmPollMs);
