import * as z from 'zod';
import type { SimulatedRequest } from '../../../connector-kit/simulator/simulator.ts';
import { Refusal } from './refusals.ts';

const title = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().min(1).max(200));
const orNull = <Value>(value: z.ZodType<Value>) => z.nullish(value).transform((given) => given ?? null);

/** What may stand in a replaced task; what is left out takes the value of the documentation's right column. */
export const replacedTask = z.strictObject({
  title,
  notes: orNull(z.string().max(5000)),
  state: z.nullish(z.enum(['open', 'doing', 'done'])).transform((given) => given ?? 'open'),
  due: orNull(z.iso.date()),
  assignee: orNull(z.string()),
  seats: z.nullish(z.int().min(1).max(99)).transform((given) => given ?? 1),
  shift: orNull(z.enum(['morning', 'evening'])),
});
export const newTask = replacedTask.extend({ client_ref: orNull(z.string().min(1).max(64)) });
export const newWhistle = z.strictObject({ url: z.url(), board: z.string() });

export function bodyOf<Shape>(request: SimulatedRequest, shape: z.ZodType<Shape>): Shape {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    throw new Refusal('bad_json', 'Send JSON, and say so.');
  const parsed = shape.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.map(String).join('.');
  throw new Refusal('bad_field', issue?.message ?? 'This is no record.', field);
}
