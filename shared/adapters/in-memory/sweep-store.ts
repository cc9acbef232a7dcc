import type { SweepStore } from '../../application/ports.ts';

export const memorySweepStore = (): SweepStore => {
  const pages = new Map<string, readonly string[]>();
  const prefix = (jobId: string, stream: string) => `${JSON.stringify([jobId, stream])}#`;
  return {
    async note(jobId, stream, page, marks) {
      pages.set(`${prefix(jobId, stream)}${page}`, [...marks]);
    },
    async marks(jobId, stream) {
      const own = [...pages].filter(([key]) => key.startsWith(prefix(jobId, stream)));
      return new Set(own.flatMap(([, marks]) => marks));
    },
  };
};
