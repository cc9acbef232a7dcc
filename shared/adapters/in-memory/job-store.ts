import type { JobStore } from '../../application/ports.ts';
import { isOver } from '../../domain/job.ts';
import { copy, follows, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

export const memoryJobStore = (memory: Memory): JobStore => ({
  async get(jobId) {
    return copy(memory.jobs.get(jobId));
  },
  async list(integrationId, page) {
    const all = [...memory.jobs.values()].filter((job) => job.integrationId === integrationId);
    return pageOf(all, page, (job) => `${job.startedAt}#${job.id}`);
  },
  async current(integrationId) {
    return copy(memory.jobs.get(memory.runningJobs.get(integrationId) ?? ''));
  },
  async inStatus(status, page) {
    const all = [...memory.jobs.values()].filter((job) => job.status === status);
    return pageOf(all, page, (job) => `${job.startedAt}#${job.id}`);
  },
  async unfinished() {
    return copy([...memory.jobs.values()].filter((job) => !isOver(job.status)));
  },
  async start(job) {
    const running = memory.runningJobs.get(job.integrationId);
    if (running !== undefined) return { outcome: 'busy', jobId: running };
    memory.runningJobs.set(job.integrationId, job.id);
    memory.jobs.set(job.id, copy(job));
    return { outcome: 'started' };
  },
  async put(job) {
    if (!follows(memory.jobs.get(job.id), job.version)) return 'stale';
    memory.jobs.set(job.id, copy(job));
    if (isOver(job.status)) memory.runningJobs.delete(job.integrationId);
    return 'written';
  },
});
