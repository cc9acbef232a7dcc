import * as z from 'zod/mini';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { type Standing, systemName } from '../../lib/glossary.ts';
import { needsSomebody, standingOf } from './need.ts';

const states = ['needs', 'well', 'resting'] as const;

/** Which cards to show, as it stands in the address; what an address may not say is left out. */
export const cardFilterSchema = z.object({
  find: z.catch(z.optional(z.string()), undefined),
  state: z.catch(z.optional(z.enum(states)), undefined),
});
export type CardFilter = z.output<typeof cardFilterSchema>;
export type CardState = (typeof states)[number];

const inState: { readonly [state in CardState]: (standing: Standing) => boolean } = {
  needs: needsSomebody,
  well: (standing) => standing === 'healthy' || standing === 'importing',
  resting: (standing) => standing === 'paused' || standing === 'off',
};

/** The integrations that fit, found by any part of their name, description or system. */
export function fitting(
  integrations: readonly IntegrationView[],
  { find = '', state }: CardFilter,
): readonly IntegrationView[] {
  const wanted = find.trim().toLowerCase();
  return integrations.filter((integration) => {
    const { name, description = '', type } = integration;
    const text = `${name}\n${description}\n${systemName(type)}`.toLowerCase();
    return text.includes(wanted) && (state === undefined || inState[state](standingOf(integration)));
  });
}
