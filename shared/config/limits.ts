/** Numbers of the design, with their unit in the name. */
export const limits = {
  webhookBodyBytes: 1_048_576,
  webhookToleranceSeconds: 300,
  jsonDepth: 64,
  integrationCacheSeconds: 30,
  secretCacheSeconds: 300,
  /** Retry delays of spec Flow 5: 1, 2, 4, 8, 16 minutes. */
  retryDelaysSeconds: [60, 120, 240, 480, 960],
  /** First delivery plus the five retries. */
  maxReceiveCount: 6,
  /** From when a message that waits is late, by the 30 s that the specification promises; pages of a run wait for each other. */
  lateAfterSeconds: { changes: 30, jobs: 1800 },
  /** Six times the time-out of the worker, as AWS advises. */
  changesVisibilitySeconds: 180,
  jobsVisibilitySeconds: 720,
  pageSize: 100,
  /** Of one admin at one instance of the admin API. */
  apiCaller: { perSecond: 20, burst: 100 },
} as const;
