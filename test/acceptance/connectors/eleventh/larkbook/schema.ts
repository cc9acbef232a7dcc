import * as z from 'zod';
import { record } from '../../connector-kit/parse.ts';

export const settings = z.strictObject({ boardId: z.string().min(1, 'Choose the board') });
export type Settings = z.output<typeof settings>;

/** Every time of Larkbook: UTC, to the second. */
const second = z.iso.datetime({ precision: 0 });

export const task = z.intersection(
  record,
  z.object({ id: z.string(), title: z.string(), changed: second, client_ref: z.nullable(z.string()) }),
);
export type Task = z.output<typeof task>;

export const person = z.intersection(record, z.object({ id: z.string(), changed: second }));
export type Person = z.output<typeof person>;

/** The end of a list is said twice, and both have to agree. */
const more = z.union([
  z.object({ more: z.literal(true), token: z.string() }),
  z.object({ more: z.literal(false), token: z.null() }),
]);
export const taskPage = z.intersection(z.object({ tasks: z.array(task) }), more);
export const peoplePage = z.intersection(z.object({ people: z.array(person) }), more);
export const graves = z.intersection(z.object({ graves: z.array(z.object({ id: z.string() })) }), more);

export const boards = z.object({
  boards: z.array(z.object({ id: z.string(), name: z.string(), closed: z.boolean() })),
});
export const whoami = z.object({
  nest: z.object({ name: z.string() }),
  rights: z.enum(['read', 'write']),
});
export const refusal = z.object({ reason: z.string(), say: z.string().optional() });

export const createdWhistle = z.object({ id: z.string(), secret: z.string() });
export const whistle = z.object({ state: z.enum(['blowing', 'hushed']) });
/** Kinds other than those of today may come, and may be about something else than tasks. */
export const delivery = z.object({
  events: z.array(z.object({ event: z.string(), kind: z.string(), task: z.string().optional() })),
});
