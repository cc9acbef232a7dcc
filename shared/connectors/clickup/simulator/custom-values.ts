import type * as z from 'zod';
import { customFields } from './workspace.ts';

type Stored = { readonly value: z.core.util.JSONType };

/** The value as it is stored: a choice is given by its id and kept by its place. */
export function customValue(id: string, value: unknown): Stored | 'unknown' | 'wrong' {
  const field = customFields.find((known) => known.id === id);
  if (field === undefined) return 'unknown';
  switch (field.type) {
    case 'drop_down': {
      const found = field.type_config.options.find((option) => option.id === value);
      return found === undefined ? 'wrong' : { value: found.orderindex };
    }
    case 'number':
      return typeof value === 'number' ? { value: String(value) } : 'wrong';
    case 'date':
      return Number.isInteger(value) ? { value: String(value) } : 'wrong';
    case 'checkbox':
      return typeof value === 'boolean' ? { value: String(value) } : 'wrong';
    case 'short_text':
      return typeof value === 'string' ? { value } : 'wrong';
    default:
      return 'wrong';
  }
}
