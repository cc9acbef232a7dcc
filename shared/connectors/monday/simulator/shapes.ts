import * as z from 'zod';

export const item = z.object({
  ...{ id: z.string(), name: z.string(), board: z.string(), group: z.string() },
  state: z.enum(['active', 'archived', 'deleted']),
  ...{ created_at: z.string(), updated_at: z.string(), creator_id: z.string() },
  /** By column, in the shape in which `column_values` takes it; empty columns are missing. */
  values: z.record(z.string(), z.json()),
});
export const user = z.object({
  ...{ id: z.string(), name: z.string(), email: z.string(), title: z.string(), kind: z.string() },
  ...{ phone: z.string(), mobile_phone: z.string() },
  status: z.enum(['ACTIVE', 'INACTIVE', 'PENDING']),
});
export const team = z.object({ id: z.string(), name: z.string(), users: z.array(z.string()) });
export const webhook = z.object({
  ...{ id: z.string(), board: z.string(), event: z.string(), url: z.string() },
  /** Made with the token of an app: its deliveries are signed. */
  signed: z.boolean(),
});
export const log = z.object({
  ...{ id: z.string(), board: z.string(), event: z.string(), item: z.string(), at: z.string() },
});
export type Item = z.output<typeof item>;
export type User = z.output<typeof user>;
export type Team = z.output<typeof team>;
export type Webhook = z.output<typeof webhook>;
export type Log = z.output<typeof log>;
export interface SeedOptions {
  readonly tasks: number;
  readonly members: number;
  readonly dataFile?: string;
  readonly now: () => Date;
}
