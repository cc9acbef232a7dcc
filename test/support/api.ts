import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';

/** A stranger with curl: plain requests, JSON in and out, slower when told so, an error that shows the answer. */
export class ApiUser {
  readonly #base: string;
  readonly #token: string;

  constructor(base: string, token: string) {
    this.#base = base;
    this.#token = token;
  }

  async send(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 429) {
      await pause(Number(response.headers.get('retry-after') ?? 1) * 1000);
      return this.send(method, path, body);
    }
    return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
  }

  async call<Shape>(method: string, path: string, shape: z.ZodType<Shape>, body?: unknown): Promise<Shape> {
    const { status, json } = await this.send(method, path, body);
    if (status >= 400) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(json)}`);
    return shape.parse(json);
  }
}

/** Asks again and again until the answer is there; fails with `what` after `timeoutMs`. */
export async function until<Value>(
  what: string,
  ask: () => Promise<Value | undefined>,
  { timeoutMs = 60_000, everyMs = 25 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${timeoutMs / 1000} s`);
    await pause(everyMs);
  }
}

export const createdShape = z.looseObject({
  integration: z.looseObject({ id: z.string(), webhookEndpoint: z.string(), webhookSecret: z.string() }),
  jobId: z.string(),
  warnings: z.array(z.string()),
});
export const jobShape = z.looseObject({
  job: z.looseObject({
    status: z.string(),
    pages: z.number(),
    totalRecords: z.number(),
    successCount: z.number(),
    unchangedCount: z.number(),
    errorCount: z.number(),
    durationMs: z.number().optional(),
    errorMessage: z.string().optional(),
  }),
});
export const logsShape = z.looseObject({
  logs: z.array(
    z.looseObject({
      id: z.string(),
      outcome: z.string(),
      externalId: z.nullable(z.string()),
      resourceId: z.nullable(z.string()),
      lagMs: z.number(),
      createdAt: z.string(),
    }),
  ),
  pagination: z.looseObject({ cursor: z.string().optional() }),
});
export const mappingsShape = z.looseObject({
  mappings: z.array(z.looseObject({ internalId: z.string(), externalId: z.string() })),
});
export const recordShape = z.looseObject({
  record: z.looseObject({ id: z.string(), version: z.number(), fields: z.record(z.string(), z.unknown()) }),
});

/** The run once it is over. */
export const finished = (api: ApiUser, jobId: string, timeoutMs = 60_000) =>
  until(
    `the end of run ${jobId}`,
    async () => {
      const { job } = await api.call('GET', `/api/admin/jobs/${jobId}`, jobShape);
      return job.status === 'RUNNING' || job.status === 'PENDING' ? undefined : job;
    },
    { timeoutMs, everyMs: 100 },
  );
