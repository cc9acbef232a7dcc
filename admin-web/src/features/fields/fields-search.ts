import * as z from 'zod/mini';
import { resourceType } from '../../../../shared/contract/values.ts';

/** The address names the kind of record whose fields are matched. */
export const fieldsSearch = z.object({ kind: z.catch(z.optional(resourceType), undefined) });
