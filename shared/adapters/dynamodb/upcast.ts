import * as z from 'zod';
import { NewerShapeError } from '../../domain/newer-shape.ts';
import type { Item } from './client.ts';

/** Makes an item of one version one of the next: pure, and never changed after it was deployed. */
export type Step = (item: Item) => Item;

/**
 * Reads stored items of one kind, called `what` in sentences. An item of an older version takes the steps to the newest
 * (`steps[0]` leads from 1 to 2) before it is parsed. Throws `NewerShapeError` for an item of a version to come, even where
 * asked to parse safely, and what zod throws for one of no version.
 */
export function stored<Newest extends z.ZodObject<{ schemaVersion: z.ZodLiteral<number> }>>(
  what: string,
  newest: Newest,
  steps: readonly Step[] = [],
) {
  const known = steps.length + 1;
  if (newest.shape.schemaVersion.value !== known)
    throw new Error(`The newest ${what} is not the one that ${steps.length} steps lead to.`);
  return z.preprocess((item) => (isItem(item) ? upcast(item, what, steps) : item), newest);
}

const isItem = (item: unknown): item is Item => typeof item === 'object' && item !== null;

function upcast(item: Item, what: string, steps: readonly Step[]): Item {
  const { schemaVersion: found } = item;
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 1) return item;
  const known = steps.length + 1;
  if (found > known) throw new NewerShapeError(what, found, known);
  const read = steps.slice(found - 1).reduce((older, step) => step(older), item);
  return found === known ? item : { ...read, schemaVersion: known };
}
